import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Tabs } from '@/components/tabs'
import { ProblemNote, SkeletonRows } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery, ordersQuery, positionsQuery } from '@/lib/api/queries'
import { OrderTable } from '@/components/order-table'
import { AccountHead } from './account-head'
import { Balances } from './balances'
import { Positions } from './positions'
import { Runs } from '@/components/sync-runs'
import { Transactions } from './transactions'

type Tab = 'positions' | 'balances' | 'orders' | 'transactions' | 'sync'
const TABS: readonly Tab[] = ['positions', 'balances', 'orders', 'transactions', 'sync']

export function AccountScreen() {
  const { accountId } = useParams({ from: '/accounts/$accountId' })
  const { tab } = useSearch({ from: '/accounts/$accountId' })
  const navigate = useNavigate()
  const accounts = useQuery(accountsQuery)
  const positions = useQuery(positionsQuery(accountId))
  const orders = useQuery(ordersQuery({ accountId }))
  const account = accounts.data?.find((candidate) => candidate.id === accountId)
  if (accounts.isError && !accounts.data) {
    return <ProblemNote problem={problemOf(accounts.error)} retry={() => void accounts.refetch()} />
  }
  if (!account) {
    return accounts.isPending ? (
      <div className="panel">
        <SkeletonRows rows={6} label="the account" />
      </div>
    ) : (
      <div className="note" role="alert">
        <strong>There is no such account</strong>
        <span>It may have been disconnected: its data went with the connection.</span>
        <div className="actions">
          <Link to="/accounts" className="button small">
            All accounts
          </Link>
        </div>
      </div>
    )
  }
  return (
    <>
      <AccountHead account={account} />
      <Tabs
        label="Account"
        value={TABS.find((known) => known === tab) ?? 'positions'}
        onChange={(next) =>
          void navigate({ to: '/accounts/$accountId', params: { accountId }, search: { tab: next }, replace: true })
        }
        tabs={[
          {
            id: 'positions',
            label: 'Positions',
            count: positions.data?.length,
            content: () => <Positions account={account} query={positions} />,
          },
          { id: 'balances', label: 'Balances', content: () => <Balances balance={account.balance} /> },
          {
            id: 'orders',
            label: 'Orders',
            content: () => (
              <div className="panel">
                <OrderTable label="Orders of the account" query={orders} empty="No orders yet" />
              </div>
            ),
          },
          { id: 'transactions', label: 'Transactions', content: () => <Transactions account={account} /> },
          { id: 'sync', label: 'Sync', content: () => <Runs connectionId={account.connectionId} accountId={account.id} /> },
        ]}
      />
    </>
  )
}
