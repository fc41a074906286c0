import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Money } from '@/components/numbers'
import { EnvironmentTag } from '@/components/tag'
import { accountsQuery } from '@/lib/api/queries'
import type { Connection } from '@/lib/api/types'

/** What the login reached, with the next thing that one does. */
export function Connected({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const accounts = useQuery(accountsQuery)
  const reached = (accounts.data ?? []).filter((account) => account.connectionId === connection.id)
  const first = reached[0]
  return (
    <div className="stack-3">
      <div className="note good" role="status">
        <strong>Connected</strong>
        <span>{reached.length === 0 ? 'Its accounts appear here as they are read. One that another connection reaches already stays with that.' : 'Its accounts are kept in step from now on.'}</span>
      </div>
      <ul className="panel rows">
        {reached.map((account) => (
          <li key={account.id}>
            <Link className="item" to="/accounts/$accountId" params={{ accountId: account.id }} onClick={onClose}>
              <span className="grow">
                {account.name} <span className="quiet mono">··{account.numberEnd}</span>
              </span>
              <EnvironmentTag environment={account.environment} />
              <Money amount={account.balance.totalValue ?? null} currency={account.currency} />
            </Link>
          </li>
        ))}
      </ul>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        {first && (
          <Link className="button primary" to="/trade" search={{ account: first.id }} onClick={onClose}>
            Trade
          </Link>
        )}
      </div>
    </div>
  )
}
