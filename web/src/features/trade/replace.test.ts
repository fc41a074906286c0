import { expect, test } from 'vitest'
import type { Broker, Order } from '@/lib/api/types'
import { changeOf, editOf, editable } from './replace'

const order = { quantity: '10', limitPrice: '5.00', stopPrice: null } as unknown as Order
const broker = (replaceable: string[]) => ({ capabilities: { replaceable } }) as unknown as Broker

test('only what the order has and the broker changes can be edited', () => {
  expect(editable(order, broker(['QUANTITY', 'LIMIT_PRICE', 'STOP_PRICE']))).toEqual(['quantity', 'limitPrice'])
  expect(editable(order, broker([]))).toEqual([])
})

test('just what differs is sent, written otherwise is no difference', () => {
  const edit = { ...editOf(order), limitPrice: '5.0', quantity: '12' }

  expect(changeOf(order, edit, ['quantity', 'limitPrice'])).toEqual({ quantity: '12' })
  expect(changeOf(order, { ...editOf(order), limitPrice: '5' }, ['quantity', 'limitPrice'])).toBeNull()
})

test('what is no positive figure is not sent', () => {
  expect(changeOf(order, { ...editOf(order), quantity: '' }, ['quantity'])).toBeNull()
  expect(changeOf(order, { ...editOf(order), quantity: '0' }, ['quantity'])).toBeNull()
})
