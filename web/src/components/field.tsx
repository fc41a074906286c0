import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react'

/** A labelled control with its help and what is wrong with it. */
export function Field({
  label,
  help,
  wrong,
  children,
}: {
  label: string
  help?: ReactNode
  wrong?: string | undefined
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const id = useId()
  const helpId = `${id}-help`
  const described = help || wrong ? { 'aria-describedby': helpId } : {}
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, ...described, ...(wrong ? { 'aria-invalid': true as const } : {}) })}
      {(help || wrong) && (
        <div id={helpId} className={wrong ? 'wrong' : 'help'}>
          {wrong ?? help}
        </div>
      )}
    </div>
  )
}

export function TextField({
  label,
  help,
  wrong,
  ...input
}: { label: string; help?: ReactNode; wrong?: string | undefined } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} help={help} wrong={wrong}>
      {(ids) => <input className="input" {...input} {...ids} />}
    </Field>
  )
}

/** A decimal as the reader types it: kept as text, never made a number. */
export function DecimalField({
  label,
  value,
  onValue,
  help,
  wrong,
  ...input
}: {
  label: string
  value: string
  onValue: (value: string) => void
  help?: ReactNode
  wrong?: string | undefined
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>) {
  return (
    <Field label={label} help={help} wrong={wrong}>
      {(ids) => (
        <input
          className="input numeric"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onValue(event.target.value.replace(/[^0-9.]/g, ''))}
          {...input}
          {...ids}
        />
      )}
    </Field>
  )
}

export function SelectField({
  label,
  help,
  children,
  ...select
}: { label: string; help?: ReactNode } & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select className="input" {...select} {...ids}>
          {children}
        </select>
      )}
    </Field>
  )
}

/** A choice of few, all in sight. */
export function Segments<T extends string>({
  label,
  value,
  options,
  onChange,
  small = false,
}: {
  label: string
  value: T
  options: readonly { value: T; label: string; disabled?: boolean }[]
  onChange: (value: T) => void
  small?: boolean
}) {
  return (
    <div className={`segments${small ? ' small' : ''}`} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          disabled={option.disabled}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
