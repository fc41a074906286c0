import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemNote } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import type { Broker, LoginNext, LoginStep } from '@/lib/api/types'
import { useNow } from '@/lib/now'
import { formatSpan } from '@/lib/time'
import { AskStep } from './ask-step'
import { ApprovalStep } from './approval-step'
import { answerLogin } from './login-api'
import { PageStep } from './page-step'

export type Answer = Parameters<typeof answerLogin>[1]

/** What the user does next, by what the broker wants. */
export function LoginNextStep({
  broker,
  connectionId,
  next,
  onStep,
  onAgain,
}: {
  broker: Broker
  connectionId: string
  next: LoginNext
  onStep: (step: LoginStep) => void
  onAgain: () => void
}) {
  const now = useNow()
  const [asked, setAsked] = useState(false)
  const answer = useMutation({
    mutationFn: (given: Answer) => answerLogin(connectionId, given),
    onMutate: () => setAsked(true),
    onSuccess: onStep,
  })
  const left = Date.parse(next.validUntil) - now
  const step = { broker, connectionId, next, answer: answer.mutate, pending: answer.isPending, onStep }
  return (
    <div className="waiting">
      {left <= 0 ? (
        <div className="note warn" role="alert">
          <strong>This step ran out</strong>
          <span>Nothing was connected.</span>
        </div>
      ) : next.kind === 'OPEN_PAGE' ? (
        <PageStep {...step} />
      ) : next.kind === 'ASK' ? (
        <AskStep {...step} />
      ) : (
        <ApprovalStep {...step} />
      )}
      {asked && answer.isError && <ProblemNote problem={problemOf(answer.error)} kept="The login still waits." />}
      <div className="row spread">
        <span className="quiet">{left > 0 ? `Valid for ${formatSpan(left)} more` : ''}</span>
        <button type="button" className="button" onClick={onAgain}>
          Start again
        </button>
      </div>
    </div>
  )
}
