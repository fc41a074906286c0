import type { Tone } from '@/components/tag'
import { formatPrice, formatQuantity, words } from '@/lib/format'

type Told = { type: string; details: unknown }

const TONES: readonly [RegExp, Tone][] = [
  [/(rejected|denied|failed|refused|not_accepted|expired_unsent)/, 'bad'],
  [/(unknown|needs|degraded|late|overfill|correction|stale)/, 'warn'],
  [/(fill|connected|completed)/, 'good'],
]

export function toneOf(type: string): Tone {
  return TONES.find(([pattern]) => pattern.test(type))?.[1] ?? 'plain'
}

/** The type as words: `order.submit_unknown` is "Order submit unknown". */
export function titleOf(type: string): string {
  return words(type.replaceAll('.', ' '))
}

/** What happened in one line, as far as the details say it; without the order where it is known already. */
export function summaryOf({ details }: Told, withOrder = true): string {
  const read = (name: string): string => {
    const value = isRecord(details) ? details[name] : undefined
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const instrument = read('instrument').split(':').at(-1) ?? ''
  const order = read('side') && [words(read('side')), formatOptional(read('quantity'), formatQuantity), instrument].filter(Boolean).join(' ')
  const last = read('lastQuantity') && `${formatQuantity(read('lastQuantity'))} at ${formatPrice(read('lastPrice') || null)}`
  const filled = read('averagePrice') && !last && `${formatQuantity(read('cumulativeQuantity'))} at ${formatPrice(read('averagePrice'))}`
  const parts = [withOrder ? order : '', last || filled, read('reason'), order ? '' : read('brokerId') || read('broker'), order ? '' : words(read('state'))]
  return parts.filter(Boolean).join(', ')
}

function formatOptional(value: string, format: (value: string) => string): string {
  return value === '' ? '' : format(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
