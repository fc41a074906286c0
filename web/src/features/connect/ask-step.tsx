import { useState, type SubmitEvent } from 'react'
import { TextField } from '@/components/field'
import type { LoginNext } from '@/lib/api/types'
import { missing, sent, type Typed } from './login-form'
import type { Answer } from './login-next'

/** A code, a verifier, a PIN: what the broker asks for in between. */
export function AskStep({ next, answer, pending }: { next: LoginNext; answer: (given: Answer) => void; pending: boolean }) {
  const [typed, setTyped] = useState<Typed>({})
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    answer({ fields: sent(next.fields, typed) })
  }
  return (
    <form className="stack-3" onSubmit={submit} autoComplete="off">
      <p>{next.prompt}</p>
      {next.page && (
        <a className="button" href={next.page} target="_blank" rel="noopener noreferrer">
          Open the broker’s page
        </a>
      )}
      {next.fields.map((field) => (
        <TextField
          key={field.name}
          label={field.label}
          help={field.help}
          type={field.secret ? 'password' : 'text'}
          autoComplete="one-time-code"
          value={typed[field.name] ?? ''}
          onChange={(event) => setTyped({ ...typed, [field.name]: event.target.value })}
        />
      ))}
      <div>
        <button type="submit" className="button primary" disabled={pending || missing(next.fields, typed).length > 0}>
          {pending ? 'Checking' : 'Go on'}
        </button>
      </div>
    </form>
  )
}
