import { queryOptions } from '@tanstack/react-query'
import { answered, api } from './client'
import { live } from './live'
import { Problem } from './problem'
import type { Health } from './types'
import { SPAN } from '../time'

/** What the page reads, each request once; features take these and add none of their own for the same. */
const LASTING = { staleTime: 5 * SPAN.MINUTE }

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answered(api.GET('/api/v1/me', { signal })),
  ...LASTING,
})

export const brokersQuery = queryOptions({
  queryKey: ['brokers'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/brokers', { signal }))).items,
  ...LASTING,
})

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/accounts', { signal }))).items,
  ...live('figures'),
})

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/connections', { signal }))).items,
  ...live('connections'),
})

export const connectionQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['connection', connectionId],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/connections/{connectionId}', { params: { path: { connectionId } }, signal })),
    ...live('connections'),
  })

export const positionsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['positions', accountId],
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/api/v1/accounts/{accountId}/positions', { params: { path: { accountId } }, signal })))
        .items,
    ...live('figures'),
  })

/** Orders newest first: of one account or of all, those that work or the last ones of any state. */
export const ordersQuery = (filter: { accountId?: string; open?: boolean; limit?: number } = {}) =>
  queryOptions({
    queryKey: ['orders', filter],
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/api/v1/orders', { params: { query: { limit: 100, ...filter } }, signal }))).items,
    ...live('orders'),
  })

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/orders/{orderId}', { params: { path: { orderId } }, signal })),
    ...live('orders'),
  })

export const syncRunsQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['sync-runs', connectionId],
    queryFn: async ({ signal }) =>
      (
        await answered(
          api.GET('/api/v1/connections/{connectionId}/sync-runs', {
            params: { path: { connectionId }, query: { limit: 100 } },
            signal,
          }),
        )
      ).items,
    ...live('connections'),
  })

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }): Promise<Health> => {
    const { data, error, response } = await api.GET('/health', { signal })
    // Unhealthy is an answer too: 503 with the same body.
    const health = data ?? (response.status === 503 ? (error as Health | undefined) : undefined)
    if (!health) {
      throw Problem.of(response, error)
    }
    return health
  },
  ...live('operations'),
})

/** The best prices of some instruments, as the account's broker gives them. */
export const quotesQuery = (accountId: string, symbols: readonly string[]) =>
  queryOptions({
    queryKey: ['quotes', accountId, symbols.join(' ')],
    queryFn: async ({ signal }) =>
      (
        await answered(
          api.GET('/api/v1/quotes', { params: { query: { accountId, symbols: [...symbols] } }, signal }),
        )
      ).items,
    enabled: symbols.length > 0,
    ...live('prices'),
  })
