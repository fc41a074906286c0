import type { ReactNode } from 'react'
import { words } from '@/lib/format'
import type { Connection, Environment, OrderState } from '@/lib/api/types'

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'accent' | 'paper' | 'plain'

/** A word about a thing; the colour repeats what the word says, it never says it alone. */
export function Tag({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`tag ${tone}`} title={title}>
      {children}
    </span>
  )
}

export function EnvironmentTag({ environment }: { environment: Environment }) {
  return environment === 'PAPER' ? <Tag tone="paper">Paper</Tag> : <Tag>Live</Tag>
}

const ORDER_TONES: Record<OrderState, Tone> = {
  PENDING_NEW: 'busy',
  SUBMITTING: 'busy',
  SUBMIT_UNKNOWN: 'warn',
  NEEDS_DECISION: 'warn',
  NEW: 'accent',
  PARTIALLY_FILLED: 'accent',
  PENDING_CANCEL: 'busy',
  PENDING_REPLACE: 'busy',
  SUSPENDED: 'warn',
  DONE_FOR_DAY: 'plain',
  FILLED: 'good',
  CANCELED: 'plain',
  REJECTED: 'bad',
  EXPIRED: 'plain',
  DENIED: 'bad',
  EXPIRED_UNSENT: 'bad',
  NOT_ACCEPTED: 'bad',
}

const ORDER_WORDS: Partial<Record<OrderState, string>> = {
  PENDING_NEW: 'Pending',
  SUBMIT_UNKNOWN: 'Not known yet',
  NEEDS_DECISION: 'Needs decision',
  NEW: 'Working',
  EXPIRED_UNSENT: 'Expired unsent',
}

/** An order's state in the field's words; what is not known says so. */
export function OrderStateTag({ state, reason }: { state: OrderState; reason?: string }) {
  return (
    <Tag tone={ORDER_TONES[state]} {...(reason ? { title: reason } : {})}>
      {ORDER_WORDS[state] ?? words(state)}
    </Tag>
  )
}

const CONNECTION_TONES: Record<Connection['state'], Tone> = {
  PENDING: 'busy',
  CONNECTED: 'good',
  DEGRADED: 'warn',
  NEEDS_LOGIN: 'warn',
  DISCONNECTED: 'plain',
}

export function ConnectionTag({ state }: { state: Connection['state'] }) {
  return <Tag tone={CONNECTION_TONES[state]}>{words(state)}</Tag>
}

export function Monogram({ name, large = false }: { name: string; large?: boolean }) {
  const initials = name
    .split(/[\s*._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
  return (
    <span className={`monogram${large ? ' large' : ''}`} aria-hidden="true">
      {initials}
    </span>
  )
}
