import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Segments } from '@/components/field'
import { Icon } from '@/components/icons'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { everyFor } from '@/lib/api/live'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery, brokersQuery, connectionsQuery, ordersQuery, positionsQuery, quotesQuery } from '@/lib/api/queries'
import type { Account, Broker, Environment } from '@/lib/api/types'
import { useNow } from '@/lib/now'
import { priced, symbolsOf } from '@/lib/positions'
import { AccountList } from './account-list'
import { Allocation } from './allocation'
import { needsOf } from './summary'
import { Holdings } from './holdings'
import { LastOrders } from './last-orders'
import { Needs } from './needs'
import { Worth } from './worth'

const AT_ONCE = 8

export function HomeScreen() {
  const accounts = useQuery(accountsQuery)
  const brokers = useQuery(brokersQuery)
  if (accounts.isError && !accounts.data) {
    return <ProblemNote problem={problemOf(accounts.error)} retry={() => void accounts.refetch()} />
  }
  if (!accounts.data || !brokers.data) {
    return (
      <div className="panel">
        <SkeletonRows rows={6} label="accounts" />
      </div>
    )
  }
  return accounts.data.length === 0 ? <FirstSteps /> : <Filled accounts={accounts.data} brokers={brokers.data} />
}

function Filled({ accounts, brokers }: { accounts: readonly Account[]; brokers: readonly Broker[] }) {
  const connections = useQuery(connectionsQuery)
  const orders = useQuery(ordersQuery({ limit: 50 }))
  const now = useNow()
  const hasLive = accounts.some((account) => account.environment === 'LIVE')
  const [chosen, setChosen] = useState<Environment>('LIVE')
  const environment = hasLive ? chosen : 'PAPER'
  const shown = accounts.filter((account) => account.environment === environment)
  // Many accounts are asked in turn: the page must not use up the quota that orders need.
  const slower = Math.ceil(shown.length / AT_ONCE)
  const positions = useQueries({
    queries: shown.map((account) => ({
      ...positionsQuery(account.id),
      refetchInterval: () => everyFor('figures') * slower,
    })),
  })
  const quotes = useQueries({
    queries: shown.map((account, index) => ({
      ...quotesQuery(account.id, symbolsOf(positions[index]?.data ?? [])),
      refetchInterval: () => everyFor('prices') * slower,
    })),
  })
  const nameOf = (brokerId: string) => brokers.find((broker) => broker.id === brokerId)?.name ?? brokerId
  const held = positions.flatMap((query, index) => priced(query.data ?? [], quotes[index]?.data ?? []))
  const needs = needsOf(connections.data ?? [], accounts, orders.data ?? [], nameOf, now)
  const both = hasLive && accounts.some((account) => account.environment === 'PAPER')
  return (
    <>
      {both && (
        <div>
          <Segments
            label="Money"
            value={environment}
            onChange={setChosen}
            options={[
              { value: 'LIVE', label: 'Live money' },
              { value: 'PAPER', label: 'Paper money' },
            ]}
          />
        </div>
      )}
      <Worth accounts={shown} positions={held} brokers={brokers} />
      <div className="split">
        <div className="stack-3">
          <Needs needs={needs} asked={connections.isSuccess && orders.isSuccess} />
          <Holdings positions={held} accounts={shown} pending={positions.some((query) => query.isPending)} />
          <Allocation accounts={shown} positions={held} nameOf={nameOf} />
        </div>
        <div className="stack-3">
          <AccountList accounts={accounts} nameOf={nameOf} />
          <LastOrders orders={orders.data ?? []} pending={orders.isPending} />
        </div>
      </div>
    </>
  )
}

function FirstSteps() {
  return (
    <Empty
      title="No account is connected yet"
      action={
        <Link to="/connect" className="button primary">
          <Icon name="connect" size={14} />
          Connect a broker
        </Link>
      }
    >
      A paper account takes a second and needs no login. Your first order can be filled a minute from now.
    </Empty>
  )
}
