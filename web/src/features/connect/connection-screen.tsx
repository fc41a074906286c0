import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Moment } from '@/components/age'
import { Copy } from '@/components/copy'
import { Money } from '@/components/numbers'
import { ProblemNote, SkeletonRows } from '@/components/states'
import { ConnectionTag, EnvironmentTag, Monogram } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery, brokersQuery, connectionQuery } from '@/lib/api/queries'
import { LoginDialog } from './login-dialog'
import { Disconnect } from './disconnect'
import { Runs } from '@/components/sync-runs'
import { SyncButton } from '@/components/sync-button'

export function ConnectionScreen() {
  const { connectionId } = useParams({ from: '/connections/$connectionId' })
  const query = useQuery(connectionQuery(connectionId))
  const brokers = useQuery(brokersQuery)
  const accounts = useQuery(accountsQuery)
  const [dialog, setDialog] = useState<'login' | 'disconnect' | null>(null)
  const connection = query.data
  const broker = brokers.data?.find((candidate) => candidate.id === connection?.brokerId)
  if (query.isError && !query.data) {
    return <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
  }
  if (!connection) {
    return (
      <div className="panel">
        <SkeletonRows label="the connection" />
      </div>
    )
  }
  const reached = (accounts.data ?? []).filter((account) => account.connectionId === connection.id)
  const ended = connection.state === 'DISCONNECTED'
  const login = broker?.logins.find((option) => option.id === connection.loginOption)
  return (
    <>
      <section className="stack-3" aria-label="Connection">
        <div className="row spread row-wrap">
          <div className="row">
            <Monogram name={broker?.name ?? connection.brokerId} large />
            <div>
              <h2 style={{ fontSize: 18 }}>{broker?.name ?? connection.brokerId}</h2>
              <div className="row" style={{ gap: 4 }}>
                <EnvironmentTag environment={connection.environment} />
                <ConnectionTag state={connection.state} />
              </div>
            </div>
          </div>
          {!ended && (
            <div className="row row-wrap">
              <SyncButton connectionId={connection.id} />
              <button type="button" className="button small" onClick={() => setDialog('login')}>
                Log in again
              </button>
              <button type="button" className="button small danger" onClick={() => setDialog('disconnect')}>
                Disconnect
              </button>
            </div>
          )}
        </div>
        {connection.state !== 'CONNECTED' && connection.reason !== '' && (
          <div className="note warn">
            <strong>Why</strong>
            <span>{connection.reason}</span>
          </div>
        )}
        <dl className="panel padded pairs">
          <dt>Login</dt>
          <dd>{login?.title ?? connection.loginOption}</dd>
          <dt>In this state since</dt>
          <dd>
            <Moment at={connection.since} />
          </dd>
          <dt>Connected first</dt>
          <dd>
            <Moment at={connection.createdAt} />
          </dd>
          <dt>Access until</dt>
          <dd>{connection.accessUntil ? <Moment at={connection.accessUntil} /> : 'does not end by itself'}</dd>
          <dt>Next login due</dt>
          <dd>{connection.loginUntil ? <Moment at={connection.loginUntil} /> : 'none'}</dd>
          <dt>Failed calls in a row</dt>
          <dd className="numeric">{connection.errorCount}</dd>
          <dt>Id</dt>
          <dd className="row">
            <code>{connection.id}</code>
            <Copy text={connection.id} label="connection id" icon />
          </dd>
        </dl>
      </section>
      {reached.length > 0 && (
        <section className="section" aria-labelledby="reached">
          <header>
            <h2 id="reached">
              Accounts <span className="count numeric">{reached.length}</span>
            </h2>
          </header>
          <ul className="panel rows">
            {reached.map((account) => (
              <li key={account.id}>
                <Link className="item" to="/accounts/$accountId" params={{ accountId: account.id }}>
                  <span className="grow">
                    {account.name} <span className="quiet mono">··{account.numberEnd}</span>
                  </span>
                  <EnvironmentTag environment={account.environment} />
                  <Money amount={account.balance.totalValue ?? null} currency={account.currency} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!ended && (
        <section className="section" aria-labelledby="runs">
          <header>
            <h2 id="runs">Syncs</h2>
          </header>
          <Runs connectionId={connection.id} />
        </section>
      )}
      {dialog === 'login' && broker && (
        <LoginDialog broker={broker} connection={connection} onClose={() => setDialog(null)} />
      )}
      {dialog === 'disconnect' && (
        <Disconnect connection={connection} broker={broker?.name ?? connection.brokerId} onClose={() => setDialog(null)} />
      )}
    </>
  )
}
