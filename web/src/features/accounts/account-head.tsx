import { Link } from '@tanstack/react-router'
import { Age } from '@/components/age'
import { Copy } from '@/components/copy'
import { Money } from '@/components/numbers'
import { ConnectionTag, EnvironmentTag, Monogram, Tag } from '@/components/tag'
import type { Account } from '@/lib/api/types'
import { words } from '@/lib/format'
import { SyncButton } from '@/components/sync-button'

export function AccountHead({ account }: { account: Account }) {
  const { balance } = account
  return (
    <section className="stack-3" aria-label="Account">
      <div className="row spread row-wrap">
        <div className="row">
          <Monogram name={account.brokerId} large />
          <div>
            <div className="row">
              <h2 style={{ fontSize: 18 }}>{account.name}</h2>
              <span className="quiet mono">··{account.numberEnd}</span>
            </div>
            <div className="row row-wrap" style={{ gap: 4 }}>
              <EnvironmentTag environment={account.environment} />
              {account.type && <Tag>{words(account.type)}</Tag>}
              <ConnectionTag state={account.connectionState} />
              {account.status !== 'ACTIVE' && <Tag tone="warn">{words(account.status)}</Tag>}
              <Age freshness={balance.freshness} always />
            </div>
          </div>
        </div>
        <div className="row row-wrap">
          <Copy text={account.id} label="Account id" />
          <Link to="/connections/$connectionId" params={{ connectionId: account.connectionId }} className="button small">
            Connection
          </Link>
          <SyncButton connectionId={account.connectionId} />
          <Link to="/trade" search={{ account: account.id }} className="button small primary">
            Trade
          </Link>
        </div>
      </div>
      {account.restriction !== '' && (
        <div className="note warn" role="alert">
          <strong>The broker restricts this account</strong>
          <span>{account.restriction}</span>
        </div>
      )}
      {account.lastError !== '' && (
        <div className="note warn" role="alert">
          <strong>The last sync failed</strong>
          <span>{account.lastError}</span>
          <span className="second">The figures are the last good ones; the next sync tries again by itself.</span>
        </div>
      )}
      <dl className="figures">
        {figuresOf(account).map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Money amount={amount ?? null} currency={account.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function figuresOf({ balance }: Account): [string, string | null | undefined][] {
  const figures: [string, string | null | undefined][] = [
    ['Value', balance.totalValue],
    ['Cash', balance.cash],
    ['Long', balance.longMarketValue],
    ['Short', balance.shortMarketValue],
    ['Buying power', balance.buyingPower],
    ['Maintenance', balance.margin?.maintenance],
  ]
  return figures.filter(([, amount]) => amount !== null && amount !== undefined)
}
