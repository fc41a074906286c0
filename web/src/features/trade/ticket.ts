import type { Account, AssetClass, Broker, Instrument, Listing, OrderBody, OrderType, Quote, Side } from '@/lib/api/types'
import { absolute, compare, isDecimal, multiply, placesOf, round, sign, trim } from '@/lib/decimal'
import { formatMoney, formatPrice, formatQuantity, words } from '@/lib/format'
import { describeTerms } from '@/lib/orders'
import { choicesOf, type Choices, type QuantityKind, type Session } from './choices'

/** The ticket as it is filled in: texts, exactly as typed. */
export type Draft = {
  side: Side
  type: OrderType
  by: 'units' | 'money'
  quantity: string
  notional: string
  limitPrice: string
  stopPrice: string
  trail: string
  trailUnit: 'PERCENT' | 'AMOUNT'
  timeInForce: OrderBody['timeInForce'] & string
  session: Session
  goodUntil: string
  takeProfit: string
  stopLoss: string
}

export const EMPTY: Draft = {
  side: 'BUY',
  type: 'MARKET',
  by: 'units',
  quantity: '',
  notional: '',
  limitPrice: '',
  stopPrice: '',
  trail: '',
  trailUnit: 'PERCENT',
  timeInForce: 'DAY',
  session: 'REGULAR',
  goodUntil: '',
  takeProfit: '',
  stopLoss: '',
}

export type Subject = { account: Account; broker: Broker; listing: Listing }

const LIMITED: ReadonlySet<OrderType> = new Set<OrderType>(['LIMIT', 'STOP_LIMIT', 'LIMIT_IF_TOUCHED', 'LIMIT_ON_OPEN', 'LIMIT_ON_CLOSE'])
const STOPPED: ReadonlySet<OrderType> = new Set<OrderType>(['STOP', 'STOP_LIMIT', 'MARKET_IF_TOUCHED', 'LIMIT_IF_TOUCHED'])
/** Types that need what this ticket has no field for. */
const NOT_OFFERED: ReadonlySet<OrderType> = new Set<OrderType>(['ALGORITHM', 'TRAILING_STOP_LIMIT'])

export const needsLimit = (type: OrderType): boolean => LIMITED.has(type)
export const needsStop = (type: OrderType): boolean => STOPPED.has(type)
export const needsTrail = (type: OrderType): boolean => type === 'TRAILING_STOP'

function kindOf(draft: Draft): QuantityKind {
  if (draft.by === 'money') {
    return 'NOTIONAL'
  }
  return isDecimal(draft.quantity) && placesOf(trim(draft.quantity)) > 0 ? 'FRACTIONAL_UNITS' : 'WHOLE_UNITS'
}

/** What account, broker and instrument allow for this draft. */
export function choicesFor(draft: Draft, broker: Broker, assetClass: AssetClass): Choices {
  const rows = broker.capabilities.orders
    .filter((row) => row.assetClasses.includes(assetClass))
    .map((row) => ({ ...row, types: row.types.filter((type) => !NOT_OFFERED.has(type)) }))
    .filter((row) => row.types.length > 0)
  return choicesOf(rows, {
    type: draft.type,
    timeInForce: draft.timeInForce,
    session: draft.session,
    kind: kindOf(draft),
  })
}

/** Whether exits can stand beside the order: run by the broker itself. */
export function offersExits(draft: Draft, choices: Choices, broker: Broker, assetClass: AssetClass): boolean {
  return (
    broker.capabilities.nativeOrderClasses.includes('BRACKET') &&
    (assetClass === 'EQUITY' || assetClass === 'ETF') &&
    draft.by === 'units' &&
    (choices.type === 'MARKET' || choices.type === 'LIMIT')
  )
}

/** Why the draft cannot be sent yet; null if it can. */
export function lacking(draft: Draft, choices: Choices, { account, listing, broker }: Subject): string | null {
  if (choices.types.length === 0) {
    return `${broker.name} takes no orders for this kind of instrument.`
  }
  if (account.connectionState !== 'CONNECTED' && account.connectionState !== 'DEGRADED') {
    return 'The connection needs a new login first.'
  }
  if (!listing.tradable) {
    return `${listing.instrument.symbol} cannot be traded here now.`
  }
  const missing = missingFigure(draft, choices.type)
  if (missing) {
    return missing
  }
  if (!choices.taken) {
    return `${broker.name} takes no ${words(choices.type).toLowerCase()} order ${KIND_WORDS[choices.kind]}.`
  }
  return draft.side === 'SELL_SHORT' && listing.shortable === false
    ? `${listing.instrument.symbol} cannot be sold short here.`
    : null
}

const KIND_WORDS: Record<QuantityKind, string> = {
  WHOLE_UNITS: 'in whole units',
  FRACTIONAL_UNITS: 'for a fraction of a unit',
  NOTIONAL: 'by amount of money',
}

function missingFigure(draft: Draft, type: OrderType): string | null {
  const wanted: [boolean, string, string][] = [
    [draft.by === 'units', draft.quantity, 'Enter a quantity.'],
    [draft.by === 'money', draft.notional, 'Enter an amount.'],
    [needsLimit(type), draft.limitPrice, 'Enter a limit price.'],
    [needsStop(type), draft.stopPrice, 'Enter a stop price.'],
    [needsTrail(type), draft.trail, 'Enter how far the stop follows.'],
  ]
  return wanted.find(([needed, value]) => needed && !isPositive(value))?.[2] ?? null
}

export function isPositive(value: string): boolean {
  return isDecimal(value) && sign(value) > 0
}

/** The order as it will be sent: exactly this, nothing else. */
export function bodyOf(draft: Draft, choices: Choices, { account, listing }: Subject, exits: boolean): OrderBody {
  const { instrument } = listing
  const profit = exits && isPositive(draft.takeProfit)
  const loss = exits && isPositive(draft.stopLoss)
  return {
    accountId: account.id,
    symbol: instrument.symbol,
    assetClass: instrument.assetClass,
    side: draft.side,
    type: choices.type,
    ...(draft.by === 'units' ? { quantity: draft.quantity } : { notional: draft.notional }),
    timeInForce: choices.timeInForce,
    ...(choices.session === 'REGULAR' ? {} : { session: choices.session }),
    ...(needsLimit(choices.type) ? { limitPrice: draft.limitPrice } : {}),
    ...(needsStop(choices.type) ? { stopPrice: draft.stopPrice } : {}),
    ...(needsTrail(choices.type) ? { trail: { value: draft.trail, unit: draft.trailUnit } } : {}),
    ...(choices.timeInForce === 'GTD' && draft.goodUntil ? { goodUntil: new Date(draft.goodUntil).toISOString() } : {}),
    ...(profit || loss ? { orderClass: profit && loss ? 'BRACKET' : 'OTO' } : {}),
    ...(profit ? { takeProfit: { limitPrice: draft.takeProfit } } : {}),
    ...(loss ? { stopLoss: { stopPrice: draft.stopLoss } } : {}),
  }
}

/** What the button will do: "Buy 10 AAPL, limit 182.50, about $1,825.00". */
export function sentenceOf(body: OrderBody, instrument: Instrument, about: string | null): string {
  const amount = body.quantity ? formatQuantity(body.quantity) : formatMoney(body.notional ?? null, instrument.currency)
  const terms = describeTerms({
    type: body.type,
    limitPrice: body.limitPrice ?? null,
    stopPrice: body.stopPrice ?? null,
    trail: body.trail ?? null,
  })
  const cost = about === null ? '' : `, about ${formatMoney(round(about, 2), instrument.currency)}`
  return `${words(body.side)} ${amount} ${instrument.symbol}, ${terms}${cost}`
}

/** What the order would be worth at its own price, or at the market's; null while neither is known. */
export function worthOf(body: OrderBody, instrument: Instrument, quote: Quote | undefined): string | null {
  if (body.notional) {
    return null
  }
  const market = body.side === 'BUY' ? (quote?.ask ?? quote?.last) : (quote?.bid ?? quote?.last)
  const price = body.limitPrice ?? body.stopPrice ?? market ?? null
  return price && body.quantity ? absolute(multiply(multiply(price, body.quantity), instrument.multiplier)) : null
}

/** A word of caution about prices that look like a slip; the gateway's own checks decide. */
export function cautionOf(body: OrderBody, quote: Quote | undefined): string | null {
  const last = quote?.last
  const limit = body.limitPrice
  if (!last || !limit || body.type !== 'LIMIT') {
    return null
  }
  const buys = body.side === 'BUY'
  const ask = quote.ask ?? last
  const bid = quote.bid ?? last
  if (buys && compare(limit, ask) >= 0) {
    return `At or above the ask of ${formatPrice(ask)}: it can fill at once.`
  }
  return !buys && compare(limit, bid) <= 0 ? `At or below the bid of ${formatPrice(bid)}: it can fill at once.` : null
}
