import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem, problemOf } from '@/lib/api/problem'
import { session, signOut } from '@/lib/api/session'

const MAX_TRIES = 3

/** A key that the gateway no longer takes ends the session wherever that shows. */
function onError(error: unknown): void {
  if (error instanceof Problem && error.status === 401 && session.get().key !== null) {
    signOut()
  }
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      retry: (count, error) => problemOf(error).passes && count < MAX_TRIES,
      retryDelay: (count, error) => (problemOf(error).retryAfter ?? 2 ** count) * 1000,
      refetchOnWindowFocus: true,
    },
    // What changes something is never tried again by itself.
    mutations: { retry: false },
  },
})

// Another caller sees other things: nothing of the one before may remain.
session.subscribe(() => void queries.resetQueries())
