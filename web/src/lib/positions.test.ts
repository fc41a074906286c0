import { expect, test } from 'vitest'
import type { Position, Quote } from './api/types'
import { priced, symbolsOf } from './positions'

const position = (quantity: string, costBasis: string | null) =>
  ({
    quantity,
    costBasis,
    currentPrice: '10',
    marketValue: '1',
    previousClose: null,
    instrument: { symbol: 'AAPL', multiplier: '1' },
  }) as unknown as Position
const quote = (last: string | null) =>
  ({ instrument: { symbol: 'AAPL' }, last, previousClose: '9' }) as unknown as Quote

test('a quote moves value and profit', () => {
  const [held] = priced([position('10', '100')], [quote('12')])

  expect(held).toMatchObject({
    marketValue: '120',
    unrealizedProfit: '20',
    unrealizedProfitPercent: '20.0000',
    previousClose: '9',
  })
})

test('a short position gains when the price falls', () => {
  const [held] = priced([position('-10', '-100')], [quote('8')])

  expect(held).toMatchObject({ marketValue: '-80', unrealizedProfit: '20', unrealizedProfitPercent: '20.0000' })
})

test('what has no quote or no trade keeps the figures it has', () => {
  expect(priced([position('1', '1')], [])[0]).toMatchObject({ currentPrice: '10', marketValue: '1' })
  expect(priced([position('1', '1')], [quote(null)])[0]).toMatchObject({ currentPrice: '10', previousClose: '9' })
})

test('an unknown cost leaves the profit unknown', () => {
  expect(priced([position('1', null)], [quote('5')])[0]).toMatchObject({ unrealizedProfit: null })
})

test('each symbol is asked once', () => {
  expect(symbolsOf([position('1', null), position('2', null)])).toEqual(['AAPL'])
})
