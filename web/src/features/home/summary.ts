import { add, multiply, subtract, sum } from '@/lib/decimal'
import { isUnresolved } from '@/lib/orders'
import type { Account, Connection, Order, Position } from '@/lib/api/types'

export type CurrencyTotal = { currency: string; total: string; accounts: number; unread: number }

/** What all accounts are worth, by currency: nothing is added over currencies without a rate. */
export function totalsOf(accounts: readonly Account[]): CurrencyTotal[] {
  return [...byKey(accounts, (account) => account.balance.currency ?? account.currency)].map(([currency, members]) => {
    const known = members.flatMap((account) => account.balance.totalValue ?? [])
    return { currency, total: sum(known), accounts: members.length, unread: members.length - known.length }
  })
}

export type Part = { name: string; value: string }

/** What each group of accounts is worth, the largest first. */
export function partsOf(accounts: readonly Account[], name: (account: Account) => string): Part[] {
  return sorted(
    [...byKey(accounts, name)].map(([key, members]) => ({
      name: key,
      value: sum(members.flatMap((account) => account.balance.totalValue ?? [])),
    })),
  )
}

/** Holdings by asset class, and cash, all of one currency. Short positions count as what they owe. */
export function assetParts(accounts: readonly Account[], positions: readonly Position[]): Part[] {
  const classes = [...byKey(positions, (position) => position.instrument.assetClass)].map(([key, members]) => ({
    name: key,
    value: sum(members.flatMap((position) => position.marketValue ?? [])),
  }))
  const cash = sum(accounts.flatMap((account) => account.balance.cash ?? []))
  return sorted([...classes, { name: 'CASH', value: cash }])
}

/**
 * What the positions gained since the close before; null while no price of that close is known. Trades of
 * today are not in it: the figure is about what is held.
 */
export function dayChange(positions: readonly Position[]): { amount: string; before: string } | null {
  const known = positions.filter((position) => position.currentPrice && position.previousClose)
  if (known.length === 0) {
    return null
  }
  const units = (position: Position) => multiply(position.quantity, position.instrument.multiplier)
  return known
    .map((position) => ({
      amount: multiply(subtract(position.currentPrice ?? '0', position.previousClose ?? '0'), units(position)),
      before: multiply(position.previousClose ?? '0', units(position)),
    }))
    .reduce((a, b) => ({ amount: add(a.amount, b.amount), before: add(a.before, b.before) }))
}

export type Need = {
  id: string
  title: string
  detail: string
  to: { connection: string } | { account: string } | { order: string }
}

const SOON = 24 * 3_600_000

/** What waits for the reader, the most pressing first. */
export function needsOf(
  connections: readonly Connection[],
  accounts: readonly Account[],
  orders: readonly Order[],
  nameOf: (brokerId: string) => string,
  now: number,
): Need[] {
  return [
    ...orders.filter((order) => isUnresolved(order.state)).map(orderNeed),
    ...connections.flatMap((connection) => connectionNeed(connection, nameOf(connection.brokerId), now)),
    ...accounts.flatMap(accountNeed),
  ]
}

function orderNeed(order: Order): Need {
  const what = `${order.side} ${order.instrument?.symbol ?? 'combination'}`
  return order.state === 'NEEDS_DECISION'
    ? {
        id: order.id,
        title: `Order needs a decision: ${what}`,
        detail: order.reason || 'The gateway could not settle it by itself.',
        to: { order: order.id },
      }
    : {
        id: order.id,
        title: `Order not known yet: ${what}`,
        detail: order.reason || 'The broker is being asked; nothing is sent again meanwhile.',
        to: { order: order.id },
      }
}

function connectionNeed(connection: Connection, broker: string, now: number): Need[] {
  const to = { connection: connection.id }
  const id = connection.id
  switch (connection.state) {
    case 'NEEDS_LOGIN':
      return [{ id, title: `${broker} needs a new login`, detail: connection.reason || 'The login ended.', to }]
    case 'PENDING':
      return [{ id, title: `${broker} login is not finished`, detail: connection.reason || 'It waits for you.', to }]
    case 'DEGRADED':
      return [{ id, title: `${broker} does not answer`, detail: connection.reason || 'Calls fail in a row.', to }]
    case 'CONNECTED': {
      const left = connection.loginUntil ? Date.parse(connection.loginUntil) - now : Infinity
      return left < SOON
        ? [{ id, title: `${broker} login ends in ${Math.max(0, Math.floor(left / 3_600_000))} h`, detail: 'Log in again before it does.', to }]
        : []
    }
    case 'DISCONNECTED':
      return []
  }
}

function accountNeed(account: Account): Need[] {
  const to = { account: account.id }
  if (account.restriction !== '') {
    return [{ id: account.id, title: `${account.name} is restricted`, detail: account.restriction, to }]
  }
  if (account.lastError !== '' && account.connectionState === 'CONNECTED') {
    return [{ id: account.id, title: `${account.name}: the last sync failed`, detail: account.lastError, to }]
  }
  return []
}

function byKey<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) {
      group.push(item)
    } else {
      groups.set(key(item), [item])
    }
  }
  return groups
}

function sorted(parts: Part[]): Part[] {
  return parts.sort((a, b) => (subtract(a.value, b.value).startsWith('-') ? 1 : -1))
}
