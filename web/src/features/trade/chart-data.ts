import type { CandlestickData, HistogramData, SeriesMarker, Time, UTCTimestamp } from 'lightweight-charts'
import type { Bar, Order, Position } from '@/lib/api/types'
import { forDrawing, sign } from '@/lib/decimal'
import { isFinal } from '@/lib/orders'

export type PriceLine = { price: number; title: string; colour: string }

/** The chart knows no time zones: what it takes for UTC is the reader's own time. */
function timeOf(instant: string): UTCTimestamp {
  const at = new Date(instant)
  return (Math.floor(at.getTime() / 1000) - at.getTimezoneOffset() * 60) as UTCTimestamp
}

export function candlesOf(bars: readonly Bar[]): CandlestickData[] {
  return bars.map((bar) => ({
    time: timeOf(bar.start),
    open: forDrawing(bar.open),
    high: forDrawing(bar.high),
    low: forDrawing(bar.low),
    close: forDrawing(bar.close),
  }))
}

export function volumesOf(bars: readonly Bar[], color: string): HistogramData[] {
  return bars.map((bar) => ({ time: timeOf(bar.start), value: forDrawing(bar.volume), color: `${color}55` }))
}

/** Fills as arrows at the bar in which they fell. */
export function markersOf(
  orders: readonly Order[],
  bars: readonly Bar[],
  colours: { buy: string; sell: string },
): SeriesMarker<Time>[] {
  const starts = bars.map((bar) => Date.parse(bar.start))
  const first = starts[0]
  return orders
    .filter((order) => sign(order.cumulativeQuantity) > 0)
    .flatMap((order) => {
      const at = Date.parse(order.updatedAt)
      const index = starts.findLastIndex((start) => start <= at)
      const bar = bars[index]
      if (first === undefined || at < first || !bar) {
        return []
      }
      const buys = order.side === 'BUY'
      const marker: SeriesMarker<Time> = {
        time: timeOf(bar.start),
        position: buys ? 'belowBar' : 'aboveBar',
        shape: buys ? 'arrowUp' : 'arrowDown',
        color: buys ? colours.buy : colours.sell,
        text: order.cumulativeQuantity,
      }
      return [marker]
    })
    .sort((a, b) => Number(a.time) - Number(b.time))
}

/** Prices at which something of the reader's stands. */
export function linesOf(orders: readonly Order[], position: Position | undefined): PriceLine[] {
  const working = orders
    .filter((order) => !isFinal(order.state))
    .flatMap((order): PriceLine[] => {
      const price = order.limitPrice ?? order.stopPrice
      return price
        ? [{ price: forDrawing(price), title: `${order.side === 'BUY' ? 'buy' : 'sell'} ${order.quantity ?? ''}`.trim(), colour: '--accent' }]
        : []
    })
  return position?.averagePrice
    ? [...working, { price: forDrawing(position.averagePrice), title: 'average', colour: '--text-3' }]
    : working
}
