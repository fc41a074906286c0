import { divide, multiply, sign, subtract } from './decimal'
import type { Position, Quote } from './api/types'

/** What one request for prices may name. */
export const MAX_QUOTED = 100

/** The symbols of positions, each once. */
export function symbolsOf(positions: readonly Position[]): string[] {
  return [...new Set(positions.map((position) => position.instrument.symbol))].sort().slice(0, MAX_QUOTED)
}

/**
 * Positions at the prices of quotes: the gateway's own figures where no quote is there. A position whose
 * cost is not known keeps an unknown profit.
 */
export function priced(positions: readonly Position[], quotes: readonly Quote[]): Position[] {
  const bySymbol = new Map(quotes.map((quote) => [quote.instrument.symbol, quote]))
  return positions.map((position) => {
    const quote = bySymbol.get(position.instrument.symbol)
    return quote ? pricedBy(position, quote) : position
  })
}

function pricedBy(position: Position, quote: Quote): Position {
  const previousClose = position.previousClose ?? quote.previousClose ?? null
  const price = quote.last ?? null
  if (price === null) {
    return { ...position, previousClose }
  }
  const marketValue = multiply(multiply(price, position.quantity), position.instrument.multiplier)
  const cost = position.costBasis ?? null
  const profit = cost === null ? null : subtract(marketValue, cost)
  return {
    ...position,
    previousClose,
    currentPrice: price,
    marketValue,
    unrealizedProfit: profit,
    unrealizedProfitPercent:
      profit === null || cost === null ? null : divide(multiply(profit, '100'), sign(cost) < 0 ? multiply(cost, '-1') : cost, 4),
  }
}
