import type { ProblemBody } from './types'

type Facts = Pick<Problem, 'status' | 'code' | 'title' | 'body' | 'requestId' | 'retryAfter'>

/** An answer that is not what was asked for, or no answer at all. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly body: ProblemBody | null
  readonly requestId: string | null
  /** Seconds to wait before another try; null if the gateway named none. */
  readonly retryAfter: number | null

  private constructor(text: string, facts: Facts) {
    super(text)
    this.name = 'Problem'
    this.status = facts.status
    this.code = facts.code
    this.title = facts.title
    this.body = facts.body
    this.requestId = facts.requestId
    this.retryAfter = facts.retryAfter
  }

  /** What a refused request came back with. */
  static of(response: Response, body: unknown): Problem {
    const told = isProblemBody(body) ? body : null
    const wait = Number(response.headers.get('Retry-After') ?? 'none')
    return new Problem(told?.detail ?? `The gateway answered ${response.status}.`, {
      status: response.status,
      code: told?.code ?? 'UNREADABLE',
      title: told?.title ?? 'The answer could not be read',
      body: told,
      requestId: response.headers.get('X-Request-Id'),
      retryAfter: Number.isFinite(wait) ? wait : null,
    })
  }

  /** No answer: whether the request arrived is not known. */
  static noAnswer(): Problem {
    return new Problem('The gateway did not answer. Whether the request arrived is not known.', {
      status: 0,
      code: 'NO_ANSWER',
      title: 'No answer',
      body: null,
      requestId: null,
      retryAfter: null,
    })
  }

  /** Whether the same request may well be answered later. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }

  /** What is wrong with a field; undefined if nothing. */
  field(name: string): string | undefined {
    return this.body?.errors?.find((error) => error.field === name)?.message
  }
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
}

export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : Problem.noAnswer()
}
