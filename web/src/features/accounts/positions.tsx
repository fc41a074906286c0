import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Age } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Segments } from '@/components/field'
import { Change, Money, Percent, Price, Quantity } from '@/components/numbers'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { Tag } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import { quotesQuery } from '@/lib/api/queries'
import type { Account, Position } from '@/lib/api/types'
import { compare, sum } from '@/lib/decimal'
import { words } from '@/lib/format'
import { priced, symbolsOf } from '@/lib/positions'

type Row = { original: Position }

const by = (pick: (position: Position) => string | null | undefined) => (a: Row, b: Row) =>
  compare(pick(a.original) ?? '0', pick(b.original) ?? '0')

const columns: Column<Position>[] = [
  {
    header: 'Symbol',
    accessorFn: (position) => position.instrument.symbol,
    cell: ({ row }) => (
      <span className="row">
        <span style={{ fontWeight: 500 }}>{row.original.instrument.symbol}</span>
        <Tag>{words(row.original.instrument.assetClass)}</Tag>
        <Age freshness={row.original.freshness} />
      </span>
    ),
  },
  {
    header: 'Quantity',
    accessorKey: 'quantity',
    sortingFn: by((position) => position.quantity),
    meta: { right: true },
    cell: ({ row }) => <Quantity value={row.original.quantity} />,
  },
  {
    header: 'Average',
    accessorKey: 'averagePrice',
    sortingFn: by((position) => position.averagePrice),
    meta: { right: true },
    cell: ({ row }) => <Price value={row.original.averagePrice ?? null} />,
  },
  {
    header: 'Price',
    accessorKey: 'currentPrice',
    sortingFn: by((position) => position.currentPrice),
    meta: { right: true },
    cell: ({ row }) => <Price value={row.original.currentPrice ?? null} live />,
  },
  {
    header: 'Value',
    accessorKey: 'marketValue',
    sortingFn: by((position) => position.marketValue),
    meta: { right: true },
    cell: ({ row }) => <Money amount={row.original.marketValue ?? null} currency={row.original.instrument.currency} />,
  },
  {
    header: 'Profit',
    accessorKey: 'unrealizedProfit',
    sortingFn: by((position) => position.unrealizedProfit),
    meta: { right: true },
    cell: ({ row }) => (
      <Change amount={row.original.unrealizedProfit ?? null} currency={row.original.instrument.currency} />
    ),
  },
  {
    header: 'Profit %',
    accessorKey: 'unrealizedProfitPercent',
    sortingFn: by((position) => position.unrealizedProfitPercent),
    meta: { right: true },
    cell: ({ row }) => <Percent value={row.original.unrealizedProfitPercent ?? null} />,
  },
  {
    header: '',
    id: 'actions',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => (
      <Link
        className="button small"
        to="/trade"
        search={{
          account: row.original.accountId,
          symbol: row.original.instrument.symbol,
          side: row.original.quantity.startsWith('-') ? 'BUY' : 'SELL',
        }}
        aria-label={`Close or trade ${row.original.instrument.symbol}`}
      >
        Trade
      </Link>
    ),
  },
]

/** What the account holds, at live prices, as one list or by asset class. */
export function Positions({ account, query }: { account: Account; query: UseQueryResult<Position[]> }) {
  const [grouped, setGrouped] = useState<'all' | 'class'>('all')
  const quotes = useQuery(quotesQuery(account.id, symbolsOf(query.data ?? [])))
  if (query.isError && !query.data) {
    return <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
  }
  if (!query.data) {
    return (
      <div className="panel">
        <SkeletonRows label="positions" />
      </div>
    )
  }
  if (query.data.length === 0) {
    return (
      <div className="panel">
        <Empty
          title="No positions"
          action={
            <Link to="/trade" search={{ account: account.id }} className="button">
              Trade
            </Link>
          }
        >
          The broker was asked and holds nothing in this account.
        </Empty>
      </div>
    )
  }
  const positions = priced(query.data, quotes.data ?? [])
  const classes = [...new Set(positions.map((position) => position.instrument.assetClass))].sort()
  const groups =
    grouped === 'all' ? [{ name: 'All', members: positions }] : classes.map((name) => ({
      name: words(name),
      members: positions.filter((position) => position.instrument.assetClass === name),
    }))
  return (
    <div className="stack">
      {classes.length > 1 && (
        <div>
          <Segments
            label="Group"
            small
            value={grouped}
            onChange={setGrouped}
            options={[
              { value: 'all', label: 'One list' },
              { value: 'class', label: 'By asset class' },
            ]}
          />
        </div>
      )}
      {groups.map((group) => (
        <section key={group.name} className="section">
          {grouped === 'class' && (
            <header className="spread">
              <h2>
                {group.name} <span className="count numeric">{group.members.length}</span>
              </h2>
              <span className="second">
                <Money amount={sum(group.members.flatMap((position) => position.marketValue ?? []))} currency={account.currency} />
              </span>
            </header>
          )}
          <div className="panel">
            <DataTable
              label={`Positions, ${group.name}`}
              rows={group.members}
              columns={columns}
              rowId={(position) => `${position.instrument.symbol} ${position.instrument.market ?? ''} ${position.lot}`}
            />
          </div>
        </section>
      ))}
    </div>
  )
}
