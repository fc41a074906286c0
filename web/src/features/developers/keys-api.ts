import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import type { ApiKey, Scope } from '@/lib/api/types'

export const keysQuery = infiniteQueryOptions({
  queryKey: ['keys'],
  queryFn: ({ pageParam, signal }) =>
    answered(
      api.GET('/api/v1/api-keys', {
        params: { query: { limit: 100, ...(pageParam === null ? {} : { pageToken: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextPageToken ?? null,
})

export function createKey(body: { name: string; scopes: Scope[]; userId: string | null; expiresAt: string | null }): Promise<ApiKey> {
  const { name, scopes, userId, expiresAt } = body
  return answered(
    api.POST('/api/v1/api-keys', {
      body: { name, scopes, ...(userId ? { userId } : {}), ...(expiresAt ? { expiresAt } : {}) },
    }),
  )
}

export function revokeKey(keyId: string): Promise<ApiKey> {
  return answered(api.DELETE('/api/v1/api-keys/{keyId}', { params: { path: { keyId } } }))
}
