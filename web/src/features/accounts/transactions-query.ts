import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import type { Transaction } from '@/lib/api/types'
import { SPAN } from '@/lib/time'

export type TransactionType = Transaction['type']
export type Filter = { type: TransactionType | ''; symbol: string; from: string; to: string }

export const NO_FILTER: Filter = { type: '', symbol: '', from: '', to: '' }
const PAGE = 500

/** The filter as the API takes it: days of the reader's own time zone, the last one whole. */
export function asked(filter: Filter): { type?: TransactionType[]; symbol?: string; from?: string; to?: string } {
  const symbol = filter.symbol.trim().toUpperCase()
  return {
    ...(filter.type === '' ? {} : { type: [filter.type] }),
    ...(symbol === '' ? {} : { symbol }),
    ...(filter.from === '' ? {} : { from: startOf(filter.from, 0) }),
    ...(filter.to === '' ? {} : { to: startOf(filter.to, 1) }),
  }
}

function startOf(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}

export function readTransactions(accountId: string, filter: Filter, pageToken: string | null, signal?: AbortSignal) {
  return answered(
    api.GET('/api/v1/accounts/{accountId}/transactions', {
      params: {
        path: { accountId },
        query: { limit: PAGE, ...asked(filter), ...(pageToken === null ? {} : { pageToken }) },
      },
      ...(signal ? { signal } : {}),
    }),
  )
}

export const transactionsQuery = (accountId: string, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['transactions', accountId, filter],
    queryFn: ({ pageParam, signal }) => readTransactions(accountId, filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextPageToken ?? null,
    staleTime: 30 * SPAN.SECOND,
  })
