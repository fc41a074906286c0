import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { SPAN } from '@/lib/time'

export type Range = '1W' | '1M' | '1Y'

const DAYS: Record<Range, number> = { '1W': 7, '1M': 31, '1Y': 366 }

/** The worth of an account over a range, of brokers that keep it. */
export const equityQuery = (accountId: string, range: Range) =>
  queryOptions({
    queryKey: ['equity', accountId, range],
    queryFn: ({ signal }) => {
      const to = Date.now()
      return answered(
        api.GET('/api/v1/accounts/{accountId}/equity-history', {
          params: {
            path: { accountId },
            query: {
              from: new Date(to - DAYS[range] * SPAN.DAY).toISOString(),
              to: new Date(to).toISOString(),
            },
          },
          signal,
        }),
      )
    },
    staleTime: 5 * SPAN.MINUTE,
  })
