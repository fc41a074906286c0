import { formatMoney, formatPrice, formatQuantity, words } from './format'
import type { Order, OrderState } from './api/types'

const FINAL: ReadonlySet<OrderState> = new Set<OrderState>([
  'FILLED',
  'CANCELED',
  'REJECTED',
  'EXPIRED',
  'DENIED',
  'EXPIRED_UNSENT',
  'NOT_ACCEPTED',
])
const UNKNOWN: ReadonlySet<OrderState> = new Set<OrderState>(['SUBMIT_UNKNOWN', 'NEEDS_DECISION'])

export function isFinal(state: OrderState): boolean {
  return FINAL.has(state)
}

export function isUnresolved(state: OrderState): boolean {
  return UNKNOWN.has(state)
}

type Described = Pick<
  Order,
  'side' | 'type' | 'quantity' | 'notional' | 'limitPrice' | 'stopPrice' | 'trail' | 'instrument' | 'legs'
>

/** An order in one line: "Buy 10 AAPL, limit 182.50". */
export function describeOrder(order: Described): string {
  const what = order.instrument?.symbol ?? order.legs.map((leg) => leg.instrument.symbol.trim()).join(' / ')
  const currency = order.instrument?.currency ?? 'USD'
  const amount = order.quantity ? formatQuantity(order.quantity) : formatMoney(order.notional ?? null, currency)
  return [`${words(order.side)} ${amount} ${what}`, describeTerms(order)].join(', ')
}

/** Type and prices of an order: "stop limit 180.00, stop 182.00". */
export function describeTerms(order: Pick<Described, 'type' | 'limitPrice' | 'stopPrice' | 'trail'>): string {
  const parts = [words(order.type).toLowerCase()]
  if (order.limitPrice) {
    parts[0] = `${parts[0]} ${formatPrice(order.limitPrice)}`
  }
  if (order.stopPrice) {
    parts.push(order.type === 'STOP' ? formatPrice(order.stopPrice) : `stop ${formatPrice(order.stopPrice)}`)
  }
  if (order.trail) {
    parts.push(order.trail.unit === 'PERCENT' ? `${formatQuantity(order.trail.value)} %` : formatPrice(order.trail.value))
  }
  return order.type === 'STOP' || order.trail ? parts.join(' ') : parts.join(', ')
}
