import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '@/components/data-table'
import { Change, Money, Price, Quantity } from '@/components/numbers'
import { Empty, SkeletonRows } from '@/components/states'
import { absolute, compare } from '@/lib/decimal'
import type { Account, Position } from '@/lib/api/types'

const MOST = 8

const columns: Column<Position>[] = [
  {
    header: 'Symbol',
    accessorFn: (position) => position.instrument.symbol,
    cell: ({ row }) => (
      <Link
        to="/trade"
        search={{ account: row.original.accountId, symbol: row.original.instrument.symbol }}
        style={{ fontWeight: 500, color: 'var(--text)' }}
      >
        {row.original.instrument.symbol}
      </Link>
    ),
  },
  {
    header: 'Quantity',
    meta: { right: true },
    enableSorting: false,
    cell: ({ row }) => <Quantity value={row.original.quantity} />,
  },
  {
    header: 'Price',
    meta: { right: true },
    enableSorting: false,
    cell: ({ row }) => <Price value={row.original.currentPrice ?? null} live />,
  },
  {
    header: 'Value',
    meta: { right: true },
    enableSorting: false,
    cell: ({ row }) => <Money amount={row.original.marketValue ?? null} currency={row.original.instrument.currency} />,
  },
  {
    header: 'Profit',
    meta: { right: true },
    enableSorting: false,
    cell: ({ row }) => (
      <Change
        amount={row.original.unrealizedProfit ?? null}
        currency={row.original.instrument.currency}
        percent={row.original.unrealizedProfitPercent ?? null}
      />
    ),
  },
]

/** The largest positions at live prices. */
export function Holdings({
  positions,
  accounts,
  pending,
}: {
  positions: readonly Position[]
  accounts: readonly Account[]
  pending: boolean
}) {
  const largest = [...positions]
    .sort((a, b) => compare(absolute(b.marketValue ?? '0'), absolute(a.marketValue ?? '0')))
    .slice(0, MOST)
  const first = accounts[0]
  return (
    <section className="section" aria-labelledby="holdings">
      <header>
        <h2 id="holdings">
          Positions <span className="count numeric">{positions.length}</span>
        </h2>
      </header>
      <div className="panel">
        {pending ? (
          <SkeletonRows rows={3} label="positions" />
        ) : largest.length === 0 ? (
          <Empty
            title="No positions"
            action={
              first && (
                <Link to="/trade" search={{ account: first.id }} className="button small">
                  Trade
                </Link>
              )
            }
          />
        ) : (
          <DataTable
            label="Largest positions"
            rows={largest}
            columns={columns}
            rowId={(position) => `${position.accountId} ${position.instrument.symbol} ${position.lot}`}
          />
        )}
      </div>
    </section>
  )
}
