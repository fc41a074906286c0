import { Link } from '@tanstack/react-router'
import { Age } from '@/components/age'
import { Money } from '@/components/numbers'
import { ConnectionTag, EnvironmentTag, Monogram } from '@/components/tag'
import type { Account } from '@/lib/api/types'

const MOST = 10

export function AccountList({ accounts, nameOf }: { accounts: readonly Account[]; nameOf: (brokerId: string) => string }) {
  return (
    <section className="section" aria-labelledby="accounts">
      <header className="spread">
        <h2 id="accounts">
          Accounts <span className="count numeric">{accounts.length}</span>
        </h2>
        <span className="row">
          {accounts.length > MOST && (
            <Link to="/accounts" className="button small">
              All {accounts.length}
            </Link>
          )}
          <Link to="/connect" className="button small">
            Connect
          </Link>
        </span>
      </header>
      <ul className="panel rows">
        {accounts.slice(0, MOST).map((account) => (
          <li key={account.id}>
            <Link className="item" to="/accounts/$accountId" params={{ accountId: account.id }}>
              <Monogram name={nameOf(account.brokerId)} />
              <span className="grow">
                <span className="row">
                  <span className="truncate" style={{ fontWeight: 500 }}>
                    {account.name}
                  </span>
                  <span className="quiet mono">··{account.numberEnd}</span>
                </span>
                <span className="row" style={{ gap: 6, marginTop: 2 }}>
                  <EnvironmentTag environment={account.environment} />
                  {account.connectionState !== 'CONNECTED' && <ConnectionTag state={account.connectionState} />}
                </span>
              </span>
              <span className="end">
                <span style={{ display: 'block', fontWeight: 500 }}>
                  <Money amount={account.balance.totalValue ?? null} currency={account.currency} />
                </span>
                <Age freshness={account.balance.freshness} always />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
