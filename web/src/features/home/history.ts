import { add } from '@/lib/decimal'
import type { EquityHistory } from '@/lib/api/types'
import type { Point } from '@/components/area-chart'

/**
 * The worth of several accounts as one line, by day. A day that one of them does not have takes its last
 * figure before; the line begins where all have begun.
 */
export function joined(histories: readonly EquityHistory[]): Point[] {
  const lines = histories.map((history) => new Map(history.points.map((point) => [point.at.slice(0, 10), point.equity])))
  const days = [...new Set(lines.flatMap((line) => [...line.keys()]))].sort()
  const last: (string | undefined)[] = lines.map(() => undefined)
  return days.flatMap((day) => {
    lines.forEach((line, index) => {
      last[index] = line.get(day) ?? last[index]
    })
    const known = last.filter((value): value is string => value !== undefined)
    return known.length === lines.length && known.length > 0 ? [{ at: day, value: known.reduce(add) }] : []
  })
}
