import * as Radix from '@radix-ui/react-tabs'
import type { ReactNode } from 'react'

export type TabOf<T extends string> = { id: T; label: string; count?: number | undefined; content: () => ReactNode }

export function Tabs<T extends string>({
  label,
  value,
  onChange,
  tabs,
  actions,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  tabs: readonly TabOf<T>[]
  actions?: ReactNode
}) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as T)} className="stack">
      <div className="row spread" style={{ borderBottom: '1px solid var(--line)' }}>
        <Radix.List className="tabs" aria-label={label} style={{ borderBottom: 0 }}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.id} value={tab.id}>
              {tab.label}{' '}
              {tab.count !== undefined && <span className="count numeric">{tab.count}</span>}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions && <div className="row">{actions}</div>}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} tabIndex={-1}>
          {tab.id === value && tab.content()}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
