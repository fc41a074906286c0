/**
 * Exact decimals. Amounts come as strings and stay strings; where the page must add or compare them
 * it does so in whole units of the last place, never in floating point.
 */
type Exact = { units: bigint; scale: number }

const FORM = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
const MAX_SCALE = 60

function parse(text: string): Exact {
  const match = FORM.exec(text.trim())
  if (!match) {
    throw new RangeError(`not a decimal: ${text}`)
  }
  const [, sign, whole = '0', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  if (Math.abs(scale) > MAX_SCALE) {
    throw new RangeError(`out of range: ${text}`)
  }
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n)
  return scale < 0 ? { units: digits * 10n ** BigInt(-scale), scale: 0 } : { units: digits, scale }
}

function print({ units, scale }: Exact): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const cut = digits.length - scale
  const fraction = scale === 0 ? '' : `.${digits.slice(cut)}`
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${fraction}`
}

function widen(value: Exact, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale)
}

function combine(a: string, b: string, join: (x: bigint, y: bigint) => bigint): string {
  const [x, y] = [parse(a), parse(b)]
  const scale = Math.max(x.scale, y.scale)
  return print({ units: join(widen(x, scale), widen(y, scale)), scale })
}

export function isDecimal(text: string): boolean {
  return FORM.test(text.trim())
}

export function add(a: string, b: string): string {
  return combine(a, b, (x, y) => x + y)
}

export function subtract(a: string, b: string): string {
  return combine(a, b, (x, y) => x - y)
}

export function multiply(a: string, b: string): string {
  const [x, y] = [parse(a), parse(b)]
  return print({ units: x.units * y.units, scale: x.scale + y.scale })
}

/** The quotient, rounded half up to so many places; null where there is none. */
export function divide(a: string, b: string, places: number): string | null {
  const [x, y] = [parse(a), parse(b)]
  if (y.units === 0n) {
    return null
  }
  const scale = Math.max(x.scale, y.scale)
  const numerator = widen(x, scale) * 10n ** BigInt(places)
  return print({ units: halfUp(numerator, widen(y, scale)), scale: places })
}

/** Rounded half up (away from zero) to so many places. */
export function round(text: string, places: number): string {
  const value = parse(text)
  if (value.scale <= places) {
    return print({ units: widen(value, places), scale: places })
  }
  return print({ units: halfUp(value.units, 10n ** BigInt(value.scale - places)), scale: places })
}

/** Without zeros that say nothing. */
export function trim(text: string): string {
  const plain = print(parse(text))
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain
}

export function compare(a: string, b: string): -1 | 0 | 1 {
  const difference = parse(subtract(a, b)).units
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function sign(text: string): -1 | 0 | 1 {
  return compare(text, '0')
}

export function absolute(text: string): string {
  return sign(text) < 0 ? subtract('0', text) : text
}

export function sum(values: readonly string[]): string {
  return values.reduce(add, '0')
}

/** Places behind the point, as written. */
export function placesOf(text: string): number {
  return parse(text).scale
}

/** For drawing alone: a pixel needs no cents. */
export function forDrawing(text: string): number {
  return Number(text)
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  const quotient = (2n * n + d) / (2n * d)
  return negative ? -quotient : quotient
}
