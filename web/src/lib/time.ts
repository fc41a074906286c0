const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LOCALE = typeof navigator === 'undefined' ? 'en-US' : navigator.language

/** How long a span is, in the largest unit that fits: `8 s`, `4 min`, `3 h`, `2 d`. */
export function formatSpan(millis: number): string {
  const span = Math.max(0, millis)
  if (span < MINUTE) {
    return `${Math.floor(span / SECOND)} s`
  }
  if (span < HOUR) {
    return `${Math.floor(span / MINUTE)} min`
  }
  return span < 2 * DAY ? `${Math.floor(span / HOUR)} h` : `${Math.floor(span / DAY)} d`
}

const moment = new Intl.DateTimeFormat(LOCALE, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const date = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: 'short', day: 'numeric' })

/** Time of day for today, else with its date. */
export function formatMoment(instant: string, now: number): string {
  const at = new Date(instant)
  return at.toDateString() === new Date(now).toDateString() ? clock.format(at) : moment.format(at)
}

export function formatDate(instant: string): string {
  // A plain date belongs to no time zone: noon keeps it on its day everywhere.
  return date.format(new Date(instant.length === 10 ? `${instant}T12:00:00` : instant))
}

export function formatExact(instant: string): string {
  return new Date(instant).toISOString().replace('T', ' ').replace('Z', ' UTC')
}

export const SPAN = { SECOND, MINUTE, HOUR, DAY } as const
