import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { live } from '@/lib/api/live'

export type EventFilter = { type: string; accountId: string }

const PAGE = 100

/** What happened, newest first; older ones by page. */
export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', filter],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/events', {
          params: {
            query: {
              limit: PAGE,
              ...(filter.type === '' ? {} : { type: filter.type }),
              ...(filter.accountId === '' ? {} : { accountId: filter.accountId }),
              ...(pageParam === null ? {} : { pageToken: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextPageToken ?? null,
    ...live('figures'),
  })
