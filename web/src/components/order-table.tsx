import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { problemOf } from '@/lib/api/problem'
import type { Order } from '@/lib/api/types'
import { forDrawing } from '@/lib/decimal'
import { describeTerms } from '@/lib/orders'
import { words } from '@/lib/format'
import { Moment } from './age'
import { DataTable, type Column } from './data-table'
import { Money, Price, Quantity } from './numbers'
import { Empty, ProblemNote, SkeletonRows } from './states'
import { OrderStateTag, Tag } from './tag'

const columns: Column<Order>[] = [
  { header: 'Placed', accessorKey: 'createdAt', cell: ({ row }) => <Moment at={row.original.createdAt} /> },
  {
    header: 'Side',
    accessorKey: 'side',
    cell: ({ row }) => <span style={{ fontWeight: 500 }}>{words(row.original.side)}</span>,
  },
  {
    header: 'Symbol',
    accessorFn: (order) => symbolOf(order),
    cell: ({ row }) => (
      <span className="row">
        <span style={{ fontWeight: 500 }}>{symbolOf(row.original)}</span>
        {row.original.orderClass !== 'SIMPLE' && <Tag>{words(row.original.orderClass)}</Tag>}
        {row.original.origin === 'EXTERNAL' && <Tag title="Placed elsewhere than here">External</Tag>}
        {row.original.flags.map((flag) => (
          <Tag key={flag} tone="bad">
            {words(flag)}
          </Tag>
        ))}
      </span>
    ),
  },
  {
    header: 'Filled',
    id: 'filled',
    accessorFn: (order) => forDrawing(order.cumulativeQuantity),
    meta: { right: true },
    cell: ({ row }) => (
      <span className="numeric">
        <Quantity value={row.original.cumulativeQuantity} />
        <span className="quiet">
          {' of '}
          {row.original.quantity ? (
            <Quantity value={row.original.quantity} />
          ) : (
            <Money amount={row.original.notional ?? null} currency={row.original.instrument?.currency ?? null} />
          )}
        </span>
      </span>
    ),
  },
  { header: 'Terms', id: 'terms', enableSorting: false, cell: ({ row }) => describeTerms(row.original) },
  { header: 'Valid', accessorKey: 'timeInForce', cell: ({ row }) => <span className="second">{row.original.timeInForce}</span> },
  {
    header: 'Average',
    id: 'average',
    accessorFn: (order) => forDrawing(order.averagePrice ?? '0'),
    meta: { right: true },
    cell: ({ row }) => <Price value={row.original.averagePrice ?? null} />,
  },
  {
    header: 'State',
    accessorKey: 'state',
    cell: ({ row }) => <StateOf order={row.original} />,
  },
]

/** Orders as they stand; what is not known yet says what is being done about it. */
export function OrderTable({
  label,
  query,
  empty,
  filter,
  actions,
  maxHeight,
}: {
  label: string
  query: UseQueryResult<Order[]>
  empty: string
  filter?: (order: Order) => boolean
  actions?: (order: Order) => ReactNode
  maxHeight?: number | string
}) {
  const navigate = useNavigate()
  const all = useMemo<Column<Order>[]>(
    () =>
      actions
        ? [
            ...columns,
            { header: '', id: 'actions', enableSorting: false, meta: { right: true }, cell: ({ row }) => actions(row.original) },
          ]
        : columns,
    [actions],
  )
  if (query.isError && !query.data) {
    return <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
  }
  if (!query.data) {
    return <SkeletonRows label="orders" />
  }
  const orders = filter ? query.data.filter(filter) : query.data
  if (orders.length === 0) {
    return <Empty title={empty} />
  }
  return (
    <DataTable
      label={label}
      rows={orders}
      columns={all}
      rowId={(order) => order.id}
      onOpen={(order) => void navigate({ to: '/activity/orders/$orderId', params: { orderId: order.id } })}
      {...(maxHeight === undefined ? {} : { maxHeight })}
    />
  )
}

function StateOf({ order }: { order: Order }) {
  const why = order.reason || order.reasons.map((reason) => reason.message).join(' ')
  return (
    <span className="row">
      <OrderStateTag state={order.state} reason={why} />
      {why && (
        <span className="second truncate" style={{ maxWidth: 280 }} title={why}>
          {why}
        </span>
      )}
    </span>
  )
}

function symbolOf(order: Order): string {
  return order.instrument?.symbol ?? order.legs.map((leg) => leg.instrument.symbol.trim()).join(' / ')
}
