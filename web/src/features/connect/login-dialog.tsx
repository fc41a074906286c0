import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog'
import type { Broker, Connection, LoginStep } from '@/lib/api/types'
import { Connected } from './connected'
import { beginLogin, type LoginRequest } from './login-api'
import { LoginFields } from './login-fields'
import { LoginNextStep } from './login-next'

/**
 * A login from choice to account. What was typed stays until it is done or the dialog closes; secrets are
 * in no address and no storage.
 */
export function LoginDialog({
  broker,
  connection,
  onClose,
}: {
  broker: Broker
  connection: Connection | null
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [step, setStep] = useState<LoginStep | null>(null)
  const begin = useMutation({
    mutationFn: (request: LoginRequest) => beginLogin(request, connection),
    onSuccess: took,
  })
  function took(next: LoginStep): void {
    setStep(next)
    void queries.invalidateQueries({ queryKey: ['connections'] })
    void queries.invalidateQueries({ queryKey: ['connection'] })
    void queries.invalidateQueries({ queryKey: ['accounts'] })
  }
  const at = step === null ? 0 : step.next ? 1 : 2
  return (
    <Dialog title={connection ? `Log in to ${broker.name} again` : `Connect ${broker.name}`} open onClose={onClose}>
      <ol className="steps">
        {['Login', 'At the broker', 'Connected'].map((name, index) => (
          <li key={name} aria-current={index === at ? 'step' : undefined} className={index < at ? 'done' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      {step === null ? (
        <LoginFields
          broker={broker}
          connection={connection}
          pending={begin.isPending}
          error={begin.error}
          onSubmit={begin.mutate}
          onClose={onClose}
        />
      ) : step.next ? (
        <LoginNextStep
          broker={broker}
          connectionId={step.connection.id}
          next={step.next}
          onStep={took}
          onAgain={() => setStep(null)}
        />
      ) : (
        <Connected connection={step.connection} onClose={onClose} />
      )}
    </Dialog>
  )
}
