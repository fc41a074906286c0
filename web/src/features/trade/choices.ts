import type { OrderSupport, OrderType, TimeInForce } from '@/lib/api/types'

export type Session = OrderSupport['sessions'][number]
export type QuantityKind = OrderSupport['quantities'][number]

export type Wish = {
  type: OrderType
  timeInForce: TimeInForce
  session: Session
  kind: QuantityKind
}

export type Choices = Wish & {
  types: readonly OrderType[]
  timesInForce: readonly TimeInForce[]
  sessions: readonly Session[]
  kinds: readonly QuantityKind[]
  /** Whether the broker takes an order of this type with this kind of quantity. */
  taken: boolean
}

/**
 * What the broker takes of an asset class, narrowed by what is wished: the type first, then the kind of
 * quantity, then how long, then the session. A wish that cannot be had moves to the first that can.
 */
export function choicesOf(rows: readonly OrderSupport[], wish: Wish): Choices {
  const types = union(rows.map((row) => row.types))
  const type = nearest(wish.type, types)
  const ofType = rows.filter((row) => row.types.includes(type))
  const kinds = union(ofType.map((row) => row.quantities))
  const ofKind = ofType.filter((row) => row.quantities.includes(wish.kind))
  const usable = ofKind.length > 0 ? ofKind : ofType
  const timesInForce = union(usable.map((row) => row.timesInForce))
  const timeInForce = nearest(wish.timeInForce, timesInForce)
  const sessions = union(usable.filter((row) => row.timesInForce.includes(timeInForce)).map((row) => row.sessions))
  return {
    types,
    type,
    kinds,
    kind: wish.kind,
    timesInForce,
    timeInForce,
    sessions,
    session: nearest(wish.session, sessions),
    taken: ofKind.length > 0,
  }
}

function union<T>(lists: readonly (readonly T[])[]): T[] {
  return [...new Set(lists.flat())]
}

function nearest<T>(wished: T, allowed: readonly T[]): T {
  return allowed.includes(wished) ? wished : (allowed[0] ?? wished)
}
