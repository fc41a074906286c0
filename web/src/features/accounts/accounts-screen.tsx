import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Age } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Money } from '@/components/numbers'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { ConnectionTag, EnvironmentTag, Monogram } from '@/components/tag'
import { compare } from '@/lib/decimal'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery, brokersQuery, connectionsQuery } from '@/lib/api/queries'
import type { Account } from '@/lib/api/types'
import { words } from '@/lib/format'
import { ConnectionList } from './connection-list'

type Row = Account & { broker: string }

const byAmount = (pick: (row: Row) => string | null | undefined) => (a: { original: Row }, b: { original: Row }) =>
  compare(pick(a.original) ?? '0', pick(b.original) ?? '0')

const columns: Column<Row>[] = [
  {
    header: 'Account',
    accessorKey: 'name',
    cell: ({ row }) => (
      <span className="row">
        <Monogram name={row.original.broker} />
        <span style={{ fontWeight: 500 }}>{row.original.name}</span>
        <span className="quiet mono">··{row.original.numberEnd}</span>
      </span>
    ),
  },
  { header: 'Broker', accessorKey: 'broker' },
  {
    header: 'Money',
    accessorKey: 'environment',
    cell: ({ row }) => <EnvironmentTag environment={row.original.environment} />,
  },
  { header: 'Type', accessorKey: 'type', cell: ({ row }) => (row.original.type ? words(row.original.type) : 'not said') },
  {
    header: 'Value',
    accessorFn: (row) => row.balance.totalValue,
    sortingFn: byAmount((row) => row.balance.totalValue),
    meta: { right: true },
    cell: ({ row }) => <Money amount={row.original.balance.totalValue ?? null} currency={row.original.currency} />,
  },
  {
    header: 'Cash',
    accessorFn: (row) => row.balance.cash,
    sortingFn: byAmount((row) => row.balance.cash),
    meta: { right: true },
    cell: ({ row }) => <Money amount={row.original.balance.cash ?? null} currency={row.original.currency} />,
  },
  {
    header: 'Buying power',
    accessorFn: (row) => row.balance.buyingPower,
    sortingFn: byAmount((row) => row.balance.buyingPower),
    meta: { right: true },
    cell: ({ row }) => <Money amount={row.original.balance.buyingPower ?? null} currency={row.original.currency} />,
  },
  {
    header: 'Connection',
    accessorKey: 'connectionState',
    cell: ({ row }) => <ConnectionTag state={row.original.connectionState} />,
  },
  {
    header: 'Age',
    id: 'age',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => <Age freshness={row.original.balance.freshness} always />,
  },
]

export function AccountsScreen() {
  const accounts = useQuery(accountsQuery)
  const brokers = useQuery(brokersQuery)
  const connections = useQuery(connectionsQuery)
  const navigate = useNavigate()
  if (accounts.isError && !accounts.data) {
    return <ProblemNote problem={problemOf(accounts.error)} retry={() => void accounts.refetch()} />
  }
  const nameOf = (id: string) => brokers.data?.find((broker) => broker.id === id)?.name ?? id
  const rows = (accounts.data ?? []).map((account) => ({ ...account, broker: nameOf(account.brokerId) }))
  return (
    <>
      <section className="section" aria-labelledby="accounts">
        <header className="spread">
          <h2 id="accounts">
            Accounts <span className="count numeric">{accounts.data?.length}</span>
          </h2>
          <Link to="/connect" className="button small">
            Connect
          </Link>
        </header>
        <div className="panel">
          {accounts.isPending ? (
            <SkeletonRows rows={4} label="accounts" />
          ) : rows.length === 0 ? (
            <Empty
              title="No account is connected yet"
              action={
                <Link to="/connect" className="button primary">
                  Connect a broker
                </Link>
              }
            />
          ) : (
            <DataTable
              label="Accounts"
              rows={rows}
              columns={columns}
              rowId={(row) => row.id}
              onOpen={(row) => void navigate({ to: '/accounts/$accountId', params: { accountId: row.id } })}
            />
          )}
        </div>
      </section>
      <ConnectionList connections={connections.data ?? []} nameOf={nameOf} pending={connections.isPending} />
    </>
  )
}
