import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type SubmitEvent } from 'react'
import { Field } from '@/components/field'
import { Icon } from '@/components/icons'
import type { Broker, LoginNext, LoginStep } from '@/lib/api/types'
import { readConnection } from './login-api'
import { broughtBack } from './login-form'
import type { Answer } from './login-next'

const ASK_EVERY = 1500

/** The broker's page in a tab of its own; this one waits, or takes the address by hand. */
export function PageStep({
  broker,
  connectionId,
  next,
  answer,
  pending,
  onStep,
}: {
  broker: Broker
  connectionId: string
  next: LoginNext
  answer: (given: Answer) => void
  pending: boolean
  onStep: (step: LoginStep) => void
}) {
  const [address, setAddress] = useState('')
  const [opened, setOpened] = useState(false)
  const connection = useQuery({
    queryKey: ['login', connectionId],
    queryFn: () => readConnection(connectionId),
    enabled: next.returnsByRedirect,
    refetchInterval: ASK_EVERY,
    refetchIntervalInBackground: true,
  })
  const arrived = connection.data?.state === 'CONNECTED' ? connection.data : null
  useEffect(() => {
    if (arrived) {
      onStep({ connection: arrived, next: null })
    }
    // Only the arrival counts; the callback is new on each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [arrived?.id, arrived?.since])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    answer(broughtBack(address))
  }
  return (
    <>
      <p>{next.prompt}</p>
      <div className="row">
        <a
          className="button primary"
          href={next.page ?? undefined}
          target="_blank"
          rel="noopener noreferrer"
          onClick={() => setOpened(true)}
        >
          Open {broker.name} <Icon name="external" size={13} />
        </a>
        {opened && next.returnsByRedirect && (
          <span className="second pulse" role="status">
            Waiting until you are back from {broker.name}
          </span>
        )}
      </div>
      <form className="stack" onSubmit={submit}>
        <Field
          label={next.returnsByRedirect ? 'Or paste the address that you were sent to' : 'What the broker’s page gave you'}
          help="The whole address of the page, from https:// on, or the code that the broker shows."
        >
          {(ids) => (
            <textarea
              className="input mono"
              rows={2}
              spellCheck={false}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
              {...ids}
            />
          )}
        </Field>
        <div>
          <button type="submit" className="button" disabled={address.trim() === '' || pending}>
            {pending ? 'Checking' : 'Go on'}
          </button>
        </div>
      </form>
    </>
  )
}
