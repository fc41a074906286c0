import { answered, api } from '@/lib/api/client'
import type { Order, OrderBody, ReplaceBody } from '@/lib/api/types'

/**
 * Order writes. The key is made with the intention and sent with each try of it: whatever became of a lost
 * answer, the same key never makes a second order.
 */
export function placeOrder(body: OrderBody, key: string): Promise<Order> {
  return answered(
    api.POST('/api/v1/orders', {
      params: { header: { 'Idempotency-Key': key, Prefer: 'wait=2' } },
      body,
    }),
  )
}

export function replaceOrder(orderId: string, change: ReplaceBody, key: string): Promise<Order> {
  return answered(
    api.PATCH('/api/v1/orders/{orderId}', {
      params: { path: { orderId }, header: { 'Idempotency-Key': key } },
      body: change,
    }),
  )
}

export function cancelOrder(orderId: string, key: string): Promise<Order> {
  return answered(
    api.DELETE('/api/v1/orders/{orderId}', {
      params: { path: { orderId }, header: { 'Idempotency-Key': key } },
    }),
  )
}
