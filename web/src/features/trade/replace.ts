import type { Broker, Order, ReplaceBody } from '@/lib/api/types'
import { compare, isDecimal } from '@/lib/decimal'
import { isPositive } from './ticket'

export type Edit = { quantity: string; limitPrice: string; stopPrice: string }

export function editOf(order: Order): Edit {
  return { quantity: order.quantity ?? '', limitPrice: order.limitPrice ?? '', stopPrice: order.stopPrice ?? '' }
}

/** The fields that the order has and its broker changes. */
export function editable(order: Order, broker: Broker): (keyof Edit)[] {
  const can = broker.capabilities.replaceable
  const fields: [keyof Edit, boolean][] = [
    ['quantity', can.includes('QUANTITY') && Boolean(order.quantity)],
    ['limitPrice', can.includes('LIMIT_PRICE') && Boolean(order.limitPrice)],
    ['stopPrice', can.includes('STOP_PRICE') && Boolean(order.stopPrice)],
  ]
  return fields.filter(([, offered]) => offered).map(([field]) => field)
}

/** Just what changes; null while nothing does or something is no figure. */
export function changeOf(order: Order, edit: Edit, fields: readonly (keyof Edit)[]): ReplaceBody | null {
  if (!fields.every((field) => isPositive(edit[field]))) {
    return null
  }
  const before = editOf(order)
  const changed = fields.filter((field) => !isDecimal(before[field]) || compare(edit[field], before[field]) !== 0)
  return changed.length === 0
    ? null
    : (Object.fromEntries(changed.map((field) => [field, edit[field]])))
}
