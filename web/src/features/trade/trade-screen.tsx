import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery, brokersQuery, ordersQuery, positionsQuery } from '@/lib/api/queries'
import type { Account, Broker } from '@/lib/api/types'
import { AccountPicker } from './account-picker'
import { Blotter } from './blotter'
import { Desk } from './desk'
import { listingQuery } from './queries'
import { SymbolSearch } from './symbol-search'
import './trade.css'

export function TradeScreen() {
  const accounts = useQuery(accountsQuery)
  const brokers = useQuery(brokersQuery)
  const search = useSearch({ from: '/trade' })
  if (accounts.isError && !accounts.data) {
    return <ProblemNote problem={problemOf(accounts.error)} retry={() => void accounts.refetch()} />
  }
  if (!accounts.data || !brokers.data) {
    return (
      <div className="panel">
        <SkeletonRows rows={8} label="accounts" />
      </div>
    )
  }
  const account = accounts.data.find((candidate) => candidate.id === search.account) ?? accounts.data[0]
  const broker = brokers.data.find((candidate) => candidate.id === account?.brokerId)
  if (!account || !broker) {
    return (
      <Empty
        title="No account to trade on"
        action={
          <Link to="/connect" className="button primary">
            Connect a broker
          </Link>
        }
      >
        A paper account takes a second.
      </Empty>
    )
  }
  return <Trade key={account.id} account={account} accounts={accounts.data} broker={broker} />
}

function Trade({ account, accounts, broker }: { account: Account; accounts: readonly Account[]; broker: Broker }) {
  const search = useSearch({ from: '/trade' })
  const navigate = useNavigate()
  const positions = useQuery(positionsQuery(account.id))
  const orders = useQuery(ordersQuery({ accountId: account.id }))
  const known = search.symbol ?? orders.data?.[0]?.instrument?.symbol ?? positions.data?.[0]?.instrument.symbol
  const asked = orders.isSuccess && positions.isSuccess
  const symbol = search.symbol ?? (asked ? known : undefined)
  const listing = useQuery({ ...listingQuery(account.id, symbol ?? ''), enabled: symbol !== undefined })
  const go = (next: { account?: string; symbol?: string }) =>
    void navigate({ to: '/trade', search: (before) => ({ ...before, ...next }), replace: true })
  return (
    <div className="trade">
      <div className="trade-bar">
        <AccountPicker account={account} accounts={accounts} onChange={(id) => go({ account: id })} />
        <SymbolSearch accountId={account.id} symbol={symbol ?? null} onChange={(next) => go({ symbol: next })} />
      </div>
      {listing.isError ? (
        <ProblemNote problem={problemOf(listing.error)} retry={() => void listing.refetch()}>
          <span>
            {symbol} at {broker.name}: search for what this account can trade.
          </span>
        </ProblemNote>
      ) : listing.data ? (
        <Desk
          key={listing.data.instrument.symbol}
          account={account}
          broker={broker}
          listing={listing.data}
          orders={orders.data ?? []}
          positions={positions.data ?? []}
          side={search.side ?? 'BUY'}
        />
      ) : symbol === undefined && asked ? (
        <div className="panel">
          <Empty title="Choose what to trade">
            Search above for a symbol or a name: everything that {broker.name} lists for this account.
          </Empty>
        </div>
      ) : (
        <div className="panel">
          <SkeletonRows rows={8} label="the instrument" />
        </div>
      )}
      <Blotter account={account} broker={broker} query={orders} />
    </div>
  )
}
