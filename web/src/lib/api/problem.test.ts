import { expect, test } from 'vitest'
import { Problem, problemOf } from './problem'

const refused = { type: 'urn:x', title: 'Bad', status: 400, detail: 'quantity must be positive', code: 'INVALID_INPUT', errors: [{ field: 'quantity', message: 'must be positive' }] }

test('an answer of the gateway keeps its words, its fields and its request id', () => {
  const response = new Response(null, { status: 400, headers: { 'X-Request-Id': 'abc-1', 'Retry-After': '7' } })

  const problem = Problem.of(response, refused)

  expect(problem.message).toBe('quantity must be positive')
  expect(problem.code).toBe('INVALID_INPUT')
  expect(problem.requestId).toBe('abc-1')
  expect(problem.retryAfter).toBe(7)
  expect(problem.field('quantity')).toBe('must be positive')
  expect(problem.field('symbol')).toBeUndefined()
  expect(problem.passes).toBe(false)
})

test('an answer that is no problem of ours is told as unreadable', () => {
  const problem = Problem.of(new Response(null, { status: 502 }), '<html>')

  expect(problem.code).toBe('UNREADABLE')
  expect(problem.passes).toBe(true)
})

test('any other failure is an answer that never came', () => {
  expect(problemOf(new TypeError('Failed to fetch')).code).toBe('NO_ANSWER')
})
