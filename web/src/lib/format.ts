import { absolute, isDecimal, placesOf, round, sign, trim } from './decimal'

/** How numbers are written: the reader's separators, the currency's decimals, a true minus sign. */
const LOCALE = typeof navigator === 'undefined' ? 'en-US' : navigator.language
const MINUS = '−'
const NO_VALUE = '–'
const MAX_PLACES = 8

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const known = formats.get(key)
  if (known) {
    return known
  }
  const made = new Intl.NumberFormat(LOCALE, options)
  formats.set(key, made)
  return made
}

function decimals(text: string, least: number, most: number): string {
  const format = formatOf(`d${least}-${most}`, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  })
  // Intl takes decimal strings as they are; it never goes through a number.
  return withMinus(format.format(text as Intl.StringNumericLiteral))
}

function withMinus(text: string): string {
  return text.replace('-', MINUS)
}

function isIso(currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency) && !['BTC', 'ETH', 'LTC'].includes(currency)
}

/** An amount: `$1,204.88`, `−€3.10`, `0.25 BTC`. */
export function formatMoney(amount: string | null, currency: string): string {
  if (amount === null || !isDecimal(amount)) {
    return amount ?? NO_VALUE
  }
  if (!isIso(currency)) {
    return `${decimals(amount, 2, MAX_PLACES)} ${currency}`
  }
  const format = formatOf(`m${currency}`, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return withMinus(format.format(amount as Intl.StringNumericLiteral))
}

/** A quantity with just the places that it has. */
export function formatQuantity(quantity: string | null): string {
  return quantity === null || !isDecimal(quantity) ? (quantity ?? NO_VALUE) : decimals(trim(quantity), 0, MAX_PLACES)
}

/** A price: at least two places, more where the market has them. */
export function formatPrice(price: string | null): string {
  return price === null || !isDecimal(price)
    ? (price ?? NO_VALUE)
    : decimals(price, 2, Math.max(2, Math.min(MAX_PLACES, placesOf(trim(price)))))
}

/** A percentage that is already one: `0.95` is 0.95 %. */
export function formatPercent(percent: string | null, signed = true): string {
  if (percent === null) {
    return NO_VALUE
  }
  const text = `${decimals(round(absolute(percent), 2), 2, 2)} %`
  return signed ? `${signOf(round(percent, 2))}${text}` : text
}

/** With its sign, plus too. */
export function formatSignedMoney(amount: string | null, currency: string): string {
  return amount === null ? NO_VALUE : `${signOf(amount)}${formatMoney(absolute(amount), currency)}`
}

export function signOf(value: string): string {
  const direction = sign(value)
  return direction > 0 ? '+' : direction < 0 ? MINUS : ''
}

const CODE = /[_-]+/g
const SHORT = new Set(['ETF', 'API', 'OAUTH', 'TOTP', 'OCO', 'OTO', 'IOC', 'FOK', 'GTC', 'GTD', 'OPG', 'CLS'])

/** A constant of the API as words: `PARTIALLY_FILLED` is "Partially filled". */
export function words(constant: string): string {
  if (SHORT.has(constant)) {
    return constant
  }
  const text = constant.replace(CODE, ' ').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString(LOCALE)} ${count === 1 ? one : many}`
}
