/** The API beside the page: to prepare a state, and to see that what the page says is true. */
export type Json = { [key: string]: Json } & Json[] & string

export async function call(base: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(base + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`)
  }
  return (text === '' ? {} : JSON.parse(text)) as Json
}

export const get = (base: string, path: string): Promise<Json> => call(base, 'GET', path)

/** Asks until it holds. */
export async function eventually<T>(ask: () => Promise<T>, holds: (value: T) => boolean, patience = 20_000): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const value = await ask()
    if (holds(value)) {
      return value
    }
    if (Date.now() > end) {
      throw new Error(`still ${JSON.stringify(value).slice(0, 500)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
