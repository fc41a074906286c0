import type { Tone } from '@/components/tag'
import { isDecimal } from '@/lib/decimal'
import { formatMoney, formatPrice, formatQuantity, plural, words } from '@/lib/format'

type Told = { type: string; details: unknown }

const TONES: readonly [RegExp, Tone][] = [
  [/(rejected|denied|failed|refused|not_accepted|expired_unsent)/, 'bad'],
  [/(unknown|needs|degraded|late|overfill|correction|stale)/, 'warn'],
  [/(fill|\.connected|completed)/, 'good'],
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
  const symbol = read('symbol') || (read('instrument').split(':').at(-1) ?? '')
  const deed = read('side') || read('type')
  const what = deed === '' ? symbol : [words(deed), quantity(read('quantity')), symbol].filter(Boolean).join(' ')
  const traded = at(read('lastQuantity'), read('lastPrice')) || at(read('cumulativeQuantity'), read('averagePrice'))
  const held = deed === '' ? quantity(read('quantity')) : ''
  const isOrder = read('orderId') !== ''
  const parts = [
    isOrder && !withOrder ? '' : what,
    traded || held,
    money(read('amount'), read('currency')),
    money(read('totalValue'), read('currency')),
    read('outcome') === 'OK' ? 'complete' : words(read('outcome')),
    counted(read('positionsChanged'), 'position changed', 'positions changed'),
    counted(read('transactionsAdded'), 'new transaction'),
    counted(read('transactions'), 'transaction'),
    read('reason'),
    isOrder ? '' : read('brokerId') || read('broker'),
    isOrder ? '' : words(read('state')),
  ]
  return parts.filter(Boolean).join(', ')
}

function quantity(value: string): string {
  return isDecimal(value) ? formatQuantity(value) : value
}

function money(amount: string, currency: string): string {
  return isDecimal(amount) && currency !== '' ? formatMoney(amount, currency) : ''
}

function counted(count: string, one: string, many?: string): string {
  return isDecimal(count) && count !== '0' ? plural(Number(count), one, many) : ''
}

function at(amount: string, price: string): string {
  return isDecimal(amount) && isDecimal(price) ? `${formatQuantity(amount)} at ${formatPrice(price)}` : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
