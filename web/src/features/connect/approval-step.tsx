import { useEffect } from 'react'
import type { Broker, LoginNext } from '@/lib/api/types'
import type { Answer } from './login-next'

const LEAST_WAIT = 1

/** The user approves in the broker's app; the gateway is asked how it stands as often as it said. */
export function ApprovalStep({
  broker,
  next,
  answer,
}: {
  broker: Broker
  next: LoginNext
  answer: (given: Answer) => void
}) {
  const every = Math.max(LEAST_WAIT, next.pollAfterSeconds ?? LEAST_WAIT) * 1000
  useEffect(() => {
    const timer = setInterval(() => answer({}), every)
    return () => clearInterval(timer)
  }, [answer, every])
  return (
    <div className="note" role="status">
      <strong className="pulse">Waiting for your approval in {broker.name}</strong>
      <span>{next.prompt}</span>
    </div>
  )
}
