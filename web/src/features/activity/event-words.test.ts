import { expect, test } from 'vitest'
import { summaryOf, titleOf, toneOf } from './event-words'

test('a fill says how much at which price', () => {
  const details = { orderId: 'o', side: 'BUY', quantity: '60', instrument: 'EQUITY:KO', lastQuantity: '60', lastPrice: '46.5', averagePrice: '46.5', cumulativeQuantity: '60' }

  expect(summaryOf({ type: 'order.fill', details })).toBe('Buy 60 KO, 60 at 46.50')
  expect(summaryOf({ type: 'order.fill', details }, false)).toBe('60 at 46.50')
})

test('a state of a connection says its reason', () => {
  expect(summaryOf({ type: 'connection.needs_login', details: { broker: 'alpaca', reason: 'revoked', state: 'NEEDS_LOGIN' } })).toBe(
    'revoked, alpaca, Needs login',
  )
})

test('a sync counts, a booking tells its cash', () => {
  expect(summaryOf({ type: 'sync.finished', details: { outcome: 'OK', positionsChanged: 0, transactionsAdded: 2 } })).toBe(
    'complete, 2 new transactions',
  )
  expect(
    summaryOf({ type: 'account.transaction_added', details: { type: 'BUY', quantity: '1', symbol: 'KO', amount: '-46.5', currency: 'USD' } }),
  ).toBe('Buy 1 KO, −$46.50')
})

test('details that say nothing leave nothing', () => {
  expect(summaryOf({ type: 'x', details: null })).toBe('')
  expect(summaryOf({ type: 'x', details: [1] })).toBe('')
  expect(summaryOf({ type: 'position.changed', details: { instrument: 'EQUITY:KO', quantity: '5', averagePrice: '1' } })).toBe('KO, 5')
  expect(summaryOf({ type: 'x', details: { quantity: 'many', averagePrice: '' } })).toBe('many')
})

test('bad news is no good news', () => {
  expect(toneOf('order.rejected')).toBe('bad')
  expect(toneOf('order.submit_unknown')).toBe('warn')
  expect(toneOf('order.filled')).toBe('good')
  expect(toneOf('order.accepted')).toBe('plain')
  expect(titleOf('order.submit_unknown')).toBe('Order submit unknown')
})
