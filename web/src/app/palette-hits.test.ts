import { expect, test } from 'vitest'
import { findHits, type Hit } from './palette-hits'

const hits: Hit[] = [
  { group: 'Symbols', title: 'AMD', hint: 'Advanced Micro Devices', to: { to: '/trade' } },
  { group: 'Accounts', title: 'Alpaca paper ··0001', hint: 'paper', to: { to: '/accounts' } },
  { group: 'Go to', title: 'Admin', to: { to: '/admin' } },
  { group: 'Go to', title: 'Trade', to: { to: '/trade' } },
]

test('every word must be found, in any order', () => {
  expect(findHits('paper alp', hits).map((hit) => hit.title)).toEqual(['Alpaca paper ··0001', 'AMD'])
})

test('what begins with the text comes first within its group', () => {
  expect(findHits('ad', hits).map((hit) => hit.title)).toEqual(['Admin', 'Trade', 'AMD'])
})

test('symbols come as the gateway found them', () => {
  expect(findHits('zzz', hits).map((hit) => hit.title)).toEqual(['AMD'])
})
