import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { everyFor } from '@/lib/api/live'
import type { Instrument, OrderBody } from '@/lib/api/types'
import { SPAN } from '@/lib/time'

export const listingQuery = (accountId: string, symbol: string) =>
  queryOptions({
    queryKey: ['listing', accountId, symbol],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/instruments/{symbol}', { params: { path: { symbol }, query: { accountId } }, signal }),
      ),
    staleTime: 10 * SPAN.MINUTE,
  })

export const hoursQuery = (accountId: string, instrument: Instrument) =>
  queryOptions({
    queryKey: ['hours', accountId, instrument.symbol],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/market-hours', {
          params: { query: { accountId, symbol: instrument.symbol, assetClass: instrument.assetClass } },
          signal,
        }),
      ),
    refetchInterval: SPAN.MINUTE,
    staleTime: SPAN.MINUTE / 2,
  })

/** The spans of the chart: what is asked for, and in bars of which size. */
export const CHART_SPANS = {
  '1D': { size: 'MINUTE_5', days: 1 },
  '1W': { size: 'MINUTE_30', days: 7 },
  '1M': { size: 'HOUR_1', days: 31 },
  '1Y': { size: 'DAY_1', days: 366 },
} as const

export type ChartSpan = keyof typeof CHART_SPANS

export const barsQuery = (accountId: string, instrument: Instrument, span: ChartSpan) =>
  queryOptions({
    queryKey: ['bars', accountId, instrument.symbol, span],
    queryFn: async ({ signal }) => {
      const { size, days } = CHART_SPANS[span]
      const to = Date.now()
      const page = await answered(
        api.GET('/api/v1/bars', {
          params: {
            query: {
              accountId,
              symbol: instrument.symbol,
              assetClass: instrument.assetClass,
              size,
              from: new Date(to - days * SPAN.DAY).toISOString(),
              to: new Date(to).toISOString(),
              limit: 1000,
            },
          },
          signal,
        }),
      )
      return page.items
    },
    refetchInterval: () => everyFor('prices') * 10,
    staleTime: 10 * SPAN.SECOND,
  })

export const previewQuery = (body: OrderBody | null) =>
  queryOptions({
    queryKey: ['preview', body],
    queryFn: ({ signal }) => {
      if (body === null) {
        throw new Error('nothing to preview')
      }
      return answered(api.POST('/api/v1/orders/preview', { body, signal }))
    },
    enabled: body !== null,
    refetchInterval: () => everyFor('prices') * 5,
    retry: false,
    gcTime: SPAN.MINUTE,
  })
