import { expect, test } from 'vitest'
import type { BrokerLogin, LoginField } from '@/lib/api/types'
import { broughtBack, missing, sent } from './login-form'
import { LOGIN_KINDS, lifetimeOf, spanOf } from './login-kinds'

const field = (name: string, required: boolean, secret = false): LoginField => ({ name, label: name.toUpperCase(), required, secret, help: '' })

test('empty fields are left out, spaces around names go, secrets stay as they are', () => {
  const fields = [field('id', true), field('secret', true, true), field('note', false)]

  expect(sent(fields, { id: ' A1 ', secret: ' s ', note: ' ', other: 'x' })).toEqual({ id: 'A1', secret: ' s ' })
})

test('required fields that are empty are named', () => {
  expect(missing([field('id', true), field('note', false)], { id: '  ' })).toEqual(['ID'])
  expect(missing([field('id', true)], { id: 'A' })).toEqual([])
})

test('an address is told from a code', () => {
  expect(broughtBack(' https://127.0.0.1/back?code=1 ')).toEqual({ address: 'https://127.0.0.1/back?code=1' })
  expect(broughtBack('WXYZ89')).toEqual({ fields: { verifier: 'WXYZ89' } })
})

test('a login says how long it lasts', () => {
  const login = (lifetime: string | null, renewal: BrokerLogin['renewal']) => ({ lifetime, renewal }) as BrokerLogin

  expect(lifetimeOf(login(null, 'NONE'))).toBe('does not end by itself')
  expect(lifetimeOf(login('PT24H', 'NONE'))).toBe('lasts 24 h, then you log in again')
  expect(lifetimeOf(login('PT168H', 'SILENT'))).toBe('lasts 7 days, renewed by itself')
})

test('durations become words, what is none stays', () => {
  expect(spanOf('PT30M')).toBe('30 min')
  expect(spanOf('P1DT12H')).toBe('36 h')
  expect(spanOf('PT5S')).toBe('5 s')
  expect(spanOf('soon')).toBe('soon')
})

test('every kind of login is explained', () => {
  for (const kind of Object.values(LOGIN_KINDS)) {
    expect(kind.explains.length).toBeGreaterThan(20)
  }
})
