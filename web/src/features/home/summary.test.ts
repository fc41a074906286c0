import { describe, expect, test } from 'vitest'
import type { Account, Connection, Order, Position } from '@/lib/api/types'
import { assetParts, dayChange, needsOf, partsOf, totalsOf } from './summary'
import { joined } from './history'

const account = (over: { id?: string; broker?: string; currency?: string; total: string | null; cash?: string }) =>
  ({
    id: over.id ?? 'a',
    brokerId: over.broker ?? 'alpaca',
    currency: over.currency ?? 'USD',
    restriction: '',
    lastError: '',
    connectionState: 'CONNECTED',
    balance: { currency: over.total === null ? null : (over.currency ?? 'USD'), totalValue: over.total, cash: over.cash ?? null },
  }) as unknown as Account

const position = (over: { quantity: string; price: string | null; close: string | null; value?: string; kind?: string }) =>
  ({
    quantity: over.quantity,
    currentPrice: over.price,
    previousClose: over.close,
    marketValue: over.value ?? null,
    instrument: { assetClass: over.kind ?? 'EQUITY', multiplier: '1' },
  }) as unknown as Position

const connection = (state: Connection['state'], loginUntil: string | null = null) =>
  ({ id: `c-${state}`, brokerId: 'alpaca', state, reason: '', loginUntil }) as unknown as Connection

test('totals stay apart by currency and tell what was never read', () => {
  const totals = totalsOf([
    account({ total: '10.10' }),
    account({ total: '0.20' }),
    account({ total: null }),
    account({ total: '7', currency: 'EUR' }),
  ])

  expect(totals).toEqual([
    { currency: 'USD', total: '10.30', accounts: 3, unread: 1 },
    { currency: 'EUR', total: '7', accounts: 1, unread: 0 },
  ])
})

test('parts are sorted by worth', () => {
  const parts = partsOf([account({ total: '1', broker: 'paper' }), account({ total: '5' })], (one) => one.brokerId)

  expect(parts).toEqual([
    { name: 'alpaca', value: '5' },
    { name: 'paper', value: '1' },
  ])
})

test('assets count cash beside the holdings', () => {
  const parts = assetParts(
    [account({ total: '10', cash: '4' })],
    [position({ quantity: '1', price: '6', close: '5', value: '6' })],
  )

  expect(parts).toEqual([
    { name: 'EQUITY', value: '6' },
    { name: 'CASH', value: '4' },
  ])
})

describe('the day', () => {
  test('is the move of what is held since the close before, short positions the other way', () => {
    const change = dayChange([
      position({ quantity: '10', price: '11', close: '10' }),
      position({ quantity: '-2', price: '6', close: '5' }),
    ])

    expect(change).toEqual({ amount: '8', before: '90' })
  })

  test('is not known without a close', () => {
    expect(dayChange([position({ quantity: '1', price: '1', close: null })])).toBeNull()
    expect(dayChange([])).toBeNull()
  })
})

describe('needs', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')

  test('of connections are logins that ended, wait or end soon', () => {
    const needs = needsOf(
      [connection('NEEDS_LOGIN'), connection('CONNECTED', '2026-01-01T21:30:00Z'), connection('CONNECTED', '2026-01-03T00:00:00Z'), connection('DISCONNECTED')],
      [],
      [],
      () => 'Alpaca',
      now,
    )

    expect(needs.map((need) => need.title)).toEqual(['Alpaca needs a new login', 'Alpaca login ends in 21 h'])
  })

  test('orders of unknown outcome come first', () => {
    const order = { id: 'o', state: 'SUBMIT_UNKNOWN', side: 'BUY', reason: '', instrument: { symbol: 'AAPL' } } as unknown as Order

    const needs = needsOf([connection('NEEDS_LOGIN')], [], [order], () => 'Alpaca', now)

    expect(needs[0]?.title).toBe('Order not known yet: BUY AAPL')
    expect(needs).toHaveLength(2)
  })
})

test('histories join where all have begun, a missing day keeps the figure before', () => {
  const history = (points: [string, string][]) => ({
    base: null,
    points: points.map(([at, equity]) => ({ at: `${at}T05:00:00Z`, equity, profit: null, profitRatio: null })),
  })

  const line = joined([
    history([['2026-01-01', '10'], ['2026-01-02', '11'], ['2026-01-04', '12']]),
    history([['2026-01-02', '1'], ['2026-01-03', '2']]),
  ])

  expect(line).toEqual([
    { at: '2026-01-02', value: '12' },
    { at: '2026-01-03', value: '13' },
    { at: '2026-01-04', value: '14' },
  ])
})
