import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { TextField } from '@/components/field'
import { ProblemNote } from '@/components/states'
import { problemOf, Problem } from '@/lib/api/problem'
import { signIn } from '@/lib/api/session'

/** Tries the key before it is taken: a wrong one changes nothing. */
async function tryKey(key: string): Promise<string> {
  const response = await fetch('/api/v1/me', { headers: { 'X-API-Key': key } }).catch(() => {
    throw Problem.noAnswer()
  })
  if (!response.ok) {
    throw Problem.of(response, await response.json().catch(() => null))
  }
  return key
}

export function SignIn() {
  const [key, setKey] = useState('')
  const enter = useMutation({ mutationFn: tryKey, onSuccess: signIn })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    enter.mutate(key.trim())
  }
  return (
    <main className="gate">
      <form className="card" onSubmit={submit}>
        <div className="row">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <h1>Sign in to Brokerway</h1>
        </div>
        <TextField
          label="API key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          value={key}
          onChange={(event) => setKey(event.target.value)}
          help="It stays in the memory of this tab: a reload or a closed tab forgets it."
        />
        {enter.isError && <ProblemNote problem={problemOf(enter.error)} />}
        <button type="submit" className="button primary wide" disabled={key.trim() === '' || enter.isPending}>
          {enter.isPending ? 'Asking the gateway' : 'Sign in'}
        </button>
        <p className="quiet">
          The first start of <code>./brokerway serve</code> prints a key once; later ones come from{' '}
          <code>./brokerway admin create-key</code> or from Developers.
        </p>
      </form>
    </main>
  )
}
