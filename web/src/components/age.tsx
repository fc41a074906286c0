import { useNow } from '@/lib/now'
import { formatExact, formatMoment, formatSpan } from '@/lib/time'
import type { Freshness } from '@/lib/api/types'
import { ClockIcon } from './icons'

/** How old a figure is: said only when it is not fresh. */
export function Age({ freshness, always = false }: { freshness: Freshness; always?: boolean }) {
  const now = useNow()
  const { asOf, status, problem } = freshness
  if (status === 'FRESH' && !always) {
    return null
  }
  const age = asOf === null ? 'never read' : formatSpan(now - Date.parse(asOf))
  const tone = status === 'FRESH' ? 'quiet' : problem !== '' ? 'loss' : 'warn'
  return (
    <span className={`row ${tone}`} style={{ display: 'inline-flex', gap: 3, fontSize: 12 }} title={problem || undefined}>
      <ClockIcon size={12} />
      <span className="numeric">{status === 'UNKNOWN' ? `not known yet, ${age}` : age}</span>
    </span>
  )
}

/** A moment, short, with its exact form at hand. */
export function Moment({ at }: { at: string | null | undefined }) {
  const now = useNow()
  if (!at) {
    return <span className="quiet">never</span>
  }
  return (
    <time className="numeric" dateTime={at} title={formatExact(at)}>
      {formatMoment(at, now)}
    </time>
  )
}

/** How long ago. */
export function Ago({ at }: { at: string | null | undefined }) {
  const now = useNow()
  if (!at) {
    return <span className="quiet">never</span>
  }
  return (
    <time className="numeric" dateTime={at} title={formatExact(at)}>
      {formatSpan(now - Date.parse(at))} ago
    </time>
  )
}
