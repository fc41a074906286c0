import { queryOptions } from '@tanstack/react-query'
import { SPAN } from '../time'
import { answered, api } from './client'

/** Instruments by a part of their symbol or name, as the account's broker offers them. */
export const instrumentsQuery = (query: string, accountId: string | null) =>
  queryOptions({
    queryKey: ['instruments', query, accountId],
    queryFn: async ({ signal }) =>
      (
        await answered(
          api.GET('/api/v1/instruments', {
            params: { query: { query, limit: 12, ...(accountId === null ? {} : { accountId }) } },
            signal,
          }),
        )
      ).items,
    staleTime: 10 * SPAN.MINUTE,
  })
