import { useQuery } from '@tanstack/react-query'
import {
  CandlestickSeries,
  ColorType,
  HistogramSeries,
  LineStyle,
  createChart,
  createSeriesMarkers,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
} from 'lightweight-charts'
import { useEffect, useRef, useState } from 'react'
import { Segments } from '@/components/field'
import { Empty } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import type { Account, Listing, Order, Position } from '@/lib/api/types'
import { useShownTheme } from '@/lib/preferences'
import { candlesOf, linesOf, markersOf, volumesOf, type PriceLine } from './chart-data'
import { barsQuery, type ChartSpan } from './queries'

const SPANS: readonly ChartSpan[] = ['1D', '1W', '1M', '1Y']

type Drawn = {
  chart: IChartApi
  candles: ISeriesApi<'Candlestick'>
  volumes: ISeriesApi<'Histogram'>
  markers: ISeriesMarkersPluginApi<Time>
}

/** Real bars, with the account's own orders on them. */
export function Chart({
  account,
  listing,
  orders,
  position,
}: {
  account: Account
  listing: Listing
  orders: readonly Order[]
  position: Position | undefined
}) {
  const [span, setSpan] = useState<ChartSpan>('1D')
  const bars = useQuery(barsQuery(account.id, listing.instrument, span))
  const theme = useShownTheme()
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn | null>(null)

  useEffect(() => {
    if (!place.current) {
      return
    }
    drawn.current = draw(place.current)
    return () => {
      drawn.current?.chart.remove()
      drawn.current = null
    }
  }, [])
  useEffect(() => drawn.current?.chart.applyOptions(looks()), [theme])
  useEffect(() => {
    const { current } = drawn
    if (!current || !bars.data) {
      return
    }
    current.candles.applyOptions(candleLooks())
    current.candles.setData(candlesOf(bars.data))
    current.volumes.setData(volumesOf(bars.data, colour('--series-6')))
    current.markers.setMarkers(markersOf(orders, bars.data, { buy: colour('--gain'), sell: colour('--loss') }))
  }, [bars.data, orders, theme])
  useEffect(() => {
    drawn.current?.chart.timeScale().fitContent()
  }, [span, bars.isSuccess])
  const lines = JSON.stringify(linesOf(orders, position))
  useEffect(() => {
    const series = drawn.current?.candles
    if (!series) {
      return
    }
    const made = (JSON.parse(lines) as PriceLine[]).map((line) =>
      series.createPriceLine({
        price: line.price,
        title: line.title,
        color: colour(line.colour),
        lineStyle: LineStyle.Dashed,
        lineWidth: 1,
        axisLabelVisible: true,
      }),
    )
    return () => made.forEach((line) => drawn.current && series.removePriceLine(line))
  }, [lines, theme])

  return (
    <figure className="chart" aria-label={`Prices of ${listing.instrument.symbol} over ${span}`}>
      <div className="row spread">
        <Segments
          label="Span of the chart"
          small
          value={span}
          onChange={setSpan}
          options={SPANS.map((value) => ({ value, label: value }))}
        />
        {bars.isFetching && !bars.data && <span className="quiet">Reading bars</span>}
      </div>
      <div className="canvas">
        <div ref={place} />
        {bars.data?.length === 0 && <Empty title="No bars in this span" />}
        {bars.isError && !bars.data && <Empty title="No chart">{problemOf(bars.error).message}</Empty>}
      </div>
      <figcaption className="quiet" style={{ fontSize: 12 }}>
        Chart by{' '}
        <a href="https://www.tradingview.com/" target="_blank" rel="noopener noreferrer">
          TradingView Lightweight Charts
        </a>
      </figcaption>
    </figure>
  )
}

function draw(place: HTMLElement): Drawn {
  const chart = createChart(place, { autoSize: true, ...looks() })
  const candles = chart.addSeries(CandlestickSeries, candleLooks())
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: '',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  })
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } })
  return { chart, candles, volumes, markers: createSeriesMarkers(candles, []) }
}

function candleLooks() {
  return {
    upColor: colour('--gain'),
    downColor: colour('--loss'),
    borderVisible: false,
    wickUpColor: colour('--gain'),
    wickDownColor: colour('--loss'),
  }
}

function looks() {
  return {
    layout: {
      background: { type: ColorType.Solid, color: colour('--ground') },
      textColor: colour('--text-3'),
      fontFamily: 'Inter, sans-serif',
      fontSize: 11,
      // Its logo writes a style into the page; the link below the chart says the same.
      attributionLogo: false,
    },
    grid: { vertLines: { color: colour('--ground-3') }, horzLines: { color: colour('--ground-3') } },
    rightPriceScale: { borderColor: colour('--line') },
    timeScale: { borderColor: colour('--line'), timeVisible: true, secondsVisible: false },
  }
}

function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim()
}
