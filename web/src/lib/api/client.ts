import createClient from 'openapi-fetch'
import { createStore } from '../store'
import { Problem } from './problem'
import type { paths } from './schema'
import { session } from './session'

/** The requests a minute that the key may make; null until an answer named them. */
export const quota = createStore<number | null>(null)

const client = createClient<paths>({ baseUrl: '', fetch: send })

/** The one way to the gateway. */
export const api = client

async function send(request: Request): Promise<Response> {
  const { key, actingFor } = session.get()
  const headers = new Headers(request.headers)
  if (key !== null) {
    headers.set('X-API-Key', key)
  }
  if (actingFor !== null) {
    headers.set('Brokerway-User', actingFor)
  }
  try {
    const response = await fetch(new Request(request, { headers, credentials: 'same-origin' }))
    noteQuota(response.headers.get('RateLimit-Policy'))
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error
    }
    throw Problem.noAnswer()
  }
}

function noteQuota(policy: string | null): void {
  const named = policy === null ? null : /q=(\d+)/.exec(policy)
  if (named?.[1] !== undefined) {
    quota.set(Number(named[1]))
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The data of an answer. @throws Problem if it is not one of success */
export async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked
  if (!response.ok || data === undefined) {
    throw Problem.of(response, error)
  }
  return data
}
