import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Change, Money, Price, Quantity } from '@/components/numbers'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { Tag } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import type { Account, Transaction } from '@/lib/api/types'
import { plural, words } from '@/lib/format'
import { formatDate } from '@/lib/time'
import { useDebounced } from '@/lib/debounced'
import { Export } from './export'
import { TransactionFilter } from './transaction-filter'
import { NO_FILTER, transactionsQuery, type Filter } from './transactions-query'

const columns: Column<Transaction>[] = [
  {
    header: 'When',
    accessorKey: 'occurredAt',
    cell: ({ row }) =>
      row.original.dateOnly ? formatDate(row.original.occurredAt.slice(0, 10)) : <Moment at={row.original.occurredAt} />,
  },
  {
    header: 'Type',
    accessorKey: 'type',
    cell: ({ row }) => (
      <span className="row">
        {words(row.original.type)}
        {row.original.status !== 'EXECUTED' && <Tag tone="warn">{words(row.original.status)}</Tag>}
      </span>
    ),
  },
  {
    header: 'Symbol',
    accessorFn: (transaction) => transaction.instrument?.symbol ?? '',
    cell: ({ row }) => <span style={{ fontWeight: 500 }}>{row.original.instrument?.symbol ?? '–'}</span>,
  },
  {
    header: 'Quantity',
    accessorKey: 'quantity',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => <Quantity value={row.original.quantity ?? null} />,
  },
  {
    header: 'Price',
    accessorKey: 'price',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => <Price value={row.original.price ?? null} />,
  },
  {
    header: 'Cash',
    accessorKey: 'amount',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => <Change amount={row.original.amount ?? null} currency={row.original.currency ?? null} />,
  },
  {
    header: 'Fee',
    accessorKey: 'fee',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => <Money amount={row.original.fee ?? null} currency={row.original.currency ?? null} />,
  },
  {
    header: 'Description',
    accessorKey: 'description',
    enableSorting: false,
    cell: ({ row }) => <span className="second">{row.original.description || '–'}</span>,
  },
]

/** What changed the account, filtered and paged by the gateway, and out as a file. */
export function Transactions({ account }: { account: Account }) {
  const [filter, setFilter] = useState<Filter>(NO_FILTER)
  const asked = useDebounced(filter, 250)
  const query = useInfiniteQuery(transactionsQuery(account.id, asked))
  const rows = query.data?.pages.flatMap((page) => page.items)
  return (
    <div className="stack">
      <div className="row spread row-wrap">
        <TransactionFilter filter={filter} onChange={setFilter} />
        <Export account={account} filter={asked} />
      </div>
      <div className="panel">
        {query.isError && !rows ? (
          <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
        ) : !rows ? (
          <SkeletonRows rows={8} label="transactions" />
        ) : rows.length === 0 ? (
          <Empty title={filter === NO_FILTER ? 'No transactions yet' : 'No transaction fits the filter'} />
        ) : (
          <DataTable label="Transactions" rows={rows} columns={columns} rowId={(transaction) => transaction.id} />
        )}
      </div>
      {rows && rows.length > 0 && (
        <div className="row spread quiet">
          <span>{plural(rows.length, 'transaction')} shown</span>
          {query.hasNextPage && (
            <button
              type="button"
              className="button small"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? 'Reading older ones' : 'Older ones'}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
