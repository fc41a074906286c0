import { expect, test } from 'vitest'
import { formatMoney, formatPercent, formatPrice, formatQuantity, formatSignedMoney, words } from './format'
import { toCsv } from './csv'
import { formatSpan } from './time'

test('money has its currency, its decimals and a true minus sign', () => {
  expect(formatMoney('128402.17', 'USD')).toBe('$128,402.17')
  expect(formatMoney('-3.1', 'EUR')).toBe('−€3.10')
  expect(formatMoney('1500', 'JPY')).toBe('¥1,500')
  expect(formatMoney(null, 'USD')).toBe('–')
})

test('what is no figure is shown as it came, and breaks nothing', () => {
  expect(formatMoney('n/a', 'USD')).toBe('n/a')
  expect(formatPrice('')).toBe('')
  expect(formatQuantity('many')).toBe('many')
})

test('money beyond what a number holds keeps every cent', () => {
  expect(formatMoney('90071992547409931.23', 'USD')).toBe('$90,071,992,547,409,931.23')
})

test('coins are no currencies of Intl', () => {
  expect(formatMoney('0.25', 'BTC')).toBe('0.25 BTC')
  expect(formatMoney('12.5', 'USDT')).toBe('12.50 USDT')
})

test('a change is signed, zero is not', () => {
  expect(formatSignedMoney('1204.88', 'USD')).toBe('+$1,204.88')
  expect(formatSignedMoney('-1', 'USD')).toBe('−$1.00')
  expect(formatSignedMoney('0.00', 'USD')).toBe('$0.00')
  expect(formatPercent('0.951')).toBe('+0.95 %')
  expect(formatPercent('-0.004')).toBe('0.00 %')
})

test('prices have two places or as many as they bring', () => {
  expect(formatPrice('182.5')).toBe('182.50')
  expect(formatPrice('0.12345')).toBe('0.12345')
  expect(formatPrice('182.500000')).toBe('182.50')
  expect(formatQuantity('1.5000')).toBe('1.5')
  expect(formatQuantity('-1000')).toBe('−1,000')
})

test('constants become words', () => {
  expect(words('PARTIALLY_FILLED')).toBe('Partially filled')
})

test('spans take the largest unit that fits', () => {
  expect([0, 59_999, 60_000, 3_600_000, 47 * 3_600_000, 48 * 3_600_000].map(formatSpan)).toEqual([
    '0 s', '59 s', '1 min', '1 h', '47 h', '2 d',
  ])
})

test('a table as text runs nothing in a spreadsheet', () => {
  expect(toCsv([['a', 'b"c', null], ['=1+1', '-5.20', 'x,y']])).toBe('a,"b""c",\r\n\'=1+1,-5.20,"x,y"\r\n')
})
