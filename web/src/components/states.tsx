import type { ReactNode } from 'react'
import type { Problem } from '@/lib/api/problem'
import { Copy } from './copy'

/** The shape of what comes. */
export function Skeleton({ width = '100%', height = 14 }: { width?: number | string; height?: number }) {
  return <span className="skeleton" style={{ width, height }} aria-hidden="true" />
}

export function SkeletonRows({ rows = 5, label }: { rows?: number; label: string }) {
  return (
    <div className="stack" role="status" aria-label={`Loading ${label}`} style={{ padding: '10px 12px', gap: 18 }}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width={`${92 - ((row * 17) % 40)}%`} />
      ))}
    </div>
  )
}

export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

/** A failure where it arose: what happened, what was kept, what to do. */
export function ProblemNote({
  problem,
  kept,
  retry,
  children,
}: {
  problem: Problem
  kept?: string
  retry?: () => void
  children?: ReactNode
}) {
  return (
    <div className="note bad" role="alert">
      <strong>{problem.title}</strong>
      <span>{problem.message}</span>
      {problem.body?.errors && problem.body.errors.length > 1 && (
        <ul>
          {problem.body.errors.map((error) => (
            <li key={error.field}>
              <code>{error.field}</code> {error.message}
            </li>
          ))}
        </ul>
      )}
      {children}
      {kept && <span className="second">{kept}</span>}
      {problem.retryAfter !== null && (
        <span className="second">Can be tried again in {problem.retryAfter} s.</span>
      )}
      <div className="actions">
        {retry && (
          <button type="button" className="button small" onClick={retry}>
            Try again
          </button>
        )}
        {problem.requestId && <Copy text={problem.requestId} label={`Request ${problem.requestId}`} />}
      </div>
    </div>
  )
}
