import { expect, test } from 'vitest'
import type { Transaction } from '@/lib/api/types'
import { rowsOf } from './transactions-csv'
import { NO_FILTER, asked } from './transactions-query'

test('an empty filter asks for everything', () => {
  expect(asked(NO_FILTER)).toEqual({})
})

test('the last day of a range is asked for whole', () => {
  const query = asked({ type: 'BUY', symbol: ' aapl ', from: '2026-03-01', to: '2026-03-01' })

  expect(query.type).toEqual(['BUY'])
  expect(query.symbol).toBe('AAPL')
  expect(Date.parse(query.to ?? '') - Date.parse(query.from ?? '')).toBe(24 * 3_600_000)
})

test('a table for a spreadsheet keeps exact figures and ids', () => {
  const rows = rowsOf([
    {
      id: 't1',
      brokerTransactionId: null,
      type: 'BUY',
      subType: '',
      instrument: { symbol: 'AAPL', assetClass: 'EQUITY', currency: 'USD', market: null, multiplier: '1' },
      quantity: '0.123456789',
      price: '160.20',
      amount: '-19.78',
      fee: null,
      currency: 'USD',
      brokerOrderId: 'b1',
      occurredAt: '2026-01-01T00:00:00Z',
      dateOnly: false,
      settlementDate: null,
      description: 'x',
      status: 'EXECUTED',
    } as unknown as Transaction,
  ])

  expect(rows[0]).toContain('quantity')
  expect(rows[1]).toContain('0.123456789')
  expect(rows[1]).toContain('-19.78')
  expect(rows[1]).toHaveLength(rows[0]?.length ?? 0)
})
