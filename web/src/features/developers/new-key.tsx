import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Code } from '@/components/code'
import { Dialog } from '@/components/dialog'
import { SelectField, TextField } from '@/components/field'
import { ProblemNote } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import { meQuery } from '@/lib/api/queries'
import type { Scope } from '@/lib/api/types'
import { SPAN } from '@/lib/time'
import { createKey } from './keys-api'

const SCOPES: readonly [Scope, string][] = [
  ['READ', 'Read accounts, orders, prices'],
  ['TRADE', 'Trade, and connect brokers'],
  ['ADMIN', 'Users, keys, operations'],
]
const LIVES: readonly [string, string][] = [
  ['', 'Never'],
  ['30', 'In 30 days'],
  ['90', 'In 90 days'],
  ['365', 'In a year'],
]

export function NewKey({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const me = useQuery(meQuery)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['READ'])
  const [owner, setOwner] = useState<'application' | 'user'>('application')
  const [days, setDays] = useState('90')
  const create = useMutation({
    mutationFn: () =>
      createKey({
        name: name.trim(),
        scopes: [...scopes],
        userId: owner === 'user' ? (me.data?.user.id ?? null) : null,
        expiresAt: days === '' ? null : new Date(Date.now() + Number(days) * SPAN.DAY).toISOString(),
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const text = create.data?.key
  if (text) {
    return (
      <Dialog title="The new key" open onClose={onClose}>
        <div className="stack-3">
          <div className="note warn" role="status">
            <strong>Copy it now</strong>
            <span>It is not shown again, here or anywhere.</span>
          </div>
          <Code label="key" text={text} />
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            <button type="button" className="button primary" onClick={onClose}>
              I have it
            </button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title="New API key" open onClose={onClose}>
      <form className="stack-3" onSubmit={submit} autoComplete="off">
        <TextField label="Name" value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} help="What uses it, such as: rebalancer on the office server." />
        <fieldset className="stack">
          <legend className="label">What it may do</legend>
          {SCOPES.map(([scope, meaning]) => (
            <label key={scope} className="row">
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope))
                }
              />
              {meaning}
            </label>
          ))}
        </fieldset>
        <SelectField label="For" value={owner} onChange={(event) => setOwner(event.target.value === 'user' ? 'user' : 'application')}>
          <option value="application">The application: may act for any of its users</option>
          <option value="user">{me.data?.user.username ?? 'The user'} alone</option>
        </SelectField>
        <SelectField label="Ends" value={days} onChange={(event) => setDays(event.target.value)}>
          {LIVES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        {create.isError && <ProblemNote problem={problemOf(create.error)} kept="No key was made." />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button type="submit" className="button primary" disabled={name.trim() === '' || scopes.length === 0 || create.isPending}>
            Make the key
          </button>
        </div>
      </form>
    </Dialog>
  )
}
