import { quota } from './client'
import { SPAN } from '../time'

/**
 * How the page hears of changes: today by asking again. The one place to put the event stream in: what
 * a topic names stays, only the way of hearing changes.
 */
export type Topic = 'prices' | 'orders' | 'figures' | 'connections' | 'operations'

const EVERY: Record<Topic, number> = {
  prices: 2 * SPAN.SECOND,
  orders: 1.5 * SPAN.SECOND,
  figures: 4 * SPAN.SECOND,
  connections: 10 * SPAN.SECOND,
  operations: 5 * SPAN.SECOND,
}

/** A key of few requests a minute asks less often, so that orders always find one left. */
const SMALL_QUOTA = 600
const SLOWER = 8

export function everyFor(topic: Topic): number {
  const limit = quota.get()
  return EVERY[topic] * (limit !== null && limit > 0 && limit < SMALL_QUOTA ? SLOWER : 1)
}

export function live(topic: Topic) {
  return {
    refetchInterval: (): number => everyFor(topic),
    staleTime: everyFor(topic) / 2,
  }
}
