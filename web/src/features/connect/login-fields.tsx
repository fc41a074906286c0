import { useId, useState, type SubmitEvent } from 'react'
import { Segments, TextField } from '@/components/field'
import { ProblemNote } from '@/components/states'
import { Problem, problemOf } from '@/lib/api/problem'
import type { Broker, BrokerLogin, Connection, Environment } from '@/lib/api/types'
import { words } from '@/lib/format'
import type { LoginRequest } from './login-api'
import { missing, sent, type Typed } from './login-form'
import { LOGIN_KINDS, lifetimeOf } from './login-kinds'

export function LoginFields({
  broker,
  connection,
  pending,
  error,
  onSubmit,
  onClose,
}: {
  broker: Broker
  connection: Connection | null
  pending: boolean
  error: Error | null
  onSubmit: (request: LoginRequest) => void
  onClose: () => void
}) {
  const options = connection
    ? broker.logins.filter((login) => login.environments.includes(connection.environment))
    : broker.logins
  const [optionId, setOptionId] = useState(connection?.loginOption ?? options[0]?.id ?? '')
  const option = options.find((login) => login.id === optionId) ?? options[0]
  const [wanted, setWanted] = useState<Environment>(connection?.environment ?? 'PAPER')
  const [typed, setTyped] = useState<Typed>({})
  if (!option) {
    return null
  }
  const environment = option.environments.includes(wanted) ? wanted : (option.environments[0] ?? 'LIVE')
  const lacking = missing(option.fields, typed)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSubmit({ brokerId: broker.id, loginOption: option.id, environment, fields: sent(option.fields, typed) })
  }
  const problem = error ? problemOf(error) : null
  return (
    <form className="stack-3" onSubmit={submit} autoComplete="off">
      {options.length > 1 ? (
        <OptionChoice options={options} value={option.id} onChange={setOptionId} />
      ) : (
        <p className="second">{LOGIN_KINDS[option.kind].explains}</p>
      )}
      {!connection && option.environments.length > 1 && (
        <div className="field">
          <span className="label">Environment</span>
          <Segments
            label="Environment"
            value={environment}
            onChange={setWanted}
            options={option.environments.map((value) => ({ value, label: value === 'LIVE' ? 'Live money' : 'Paper money' }))}
          />
        </div>
      )}
      {option.fields.map((field) => (
        <TextField
          key={`${option.id} ${field.name}`}
          label={field.required ? field.label : `${field.label} (optional)`}
          help={field.help}
          wrong={problem?.field(`fields.${field.name}`) ?? problem?.field(field.name)}
          type={field.secret ? 'password' : 'text'}
          autoComplete={field.secret ? 'new-password' : 'off'}
          spellCheck={false}
          value={typed[field.name] ?? ''}
          onChange={(event) => setTyped({ ...typed, [field.name]: event.target.value })}
        />
      ))}
      {problem && <Refused problem={problem} broker={broker} />}
      <div className="row spread row-wrap">
        <span className="quiet">
          {option.official ? '' : 'Not an official API: the broker may change or refuse it. '}
          {words(lifetimeOf(option))}.
        </span>
        <span className="row">
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button
            type="submit"
            className="button primary"
            disabled={pending || lacking.length > 0}
            title={lacking.length > 0 ? `Still empty: ${lacking.join(', ')}` : undefined}
          >
            {pending ? `Asking ${broker.name}` : LOGIN_KINDS[option.kind].action}
          </button>
        </span>
      </div>
    </form>
  )
}

function Refused({ problem, broker }: { problem: Problem; broker: Broker }) {
  return (
    <ProblemNote problem={problem} kept="What you typed is still here. Nothing was stored.">
      {problem.code === 'LOGIN_REFUSED' && (
        <span>Check that the login belongs to the chosen environment: {broker.name} may keep live and paper apart.</span>
      )}
    </ProblemNote>
  )
}

function OptionChoice({
  options,
  value,
  onChange,
}: {
  options: readonly BrokerLogin[]
  value: string
  onChange: (id: string) => void
}) {
  const name = useId()
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">How to log in</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
          />
          <span style={{ fontWeight: 500 }}>{option.title}</span>
          <span className="about">{LOGIN_KINDS[option.kind].explains}</span>
        </label>
      ))}
    </fieldset>
  )
}
