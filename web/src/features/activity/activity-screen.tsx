import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Moment } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Segments } from '@/components/field'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { Tag } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery } from '@/lib/api/queries'
import type { LogEvent } from '@/lib/api/types'
import { EventDialog } from './event-dialog'
import { summaryOf, titleOf, toneOf } from './event-words'
import { eventsQuery, type EventFilter } from './events-query'

const KINDS = [
  { value: '', label: 'All' },
  { value: 'order.', label: 'Orders' },
  { value: 'connection.', label: 'Connections' },
  { value: 'account.', label: 'Accounts' },
  { value: 'sync.', label: 'Syncs' },
  { value: 'credentials.', label: 'Credentials' },
] as const

const columns: Column<LogEvent>[] = [
  { header: 'When', accessorKey: 'recordedAt', enableSorting: false, cell: ({ row }) => <Moment at={row.original.recordedAt} /> },
  {
    header: 'What',
    accessorKey: 'type',
    enableSorting: false,
    cell: ({ row }) => <Tag tone={toneOf(row.original.type)}>{titleOf(row.original.type)}</Tag>,
  },
  {
    header: 'Told',
    id: 'told',
    enableSorting: false,
    cell: ({ row }) => <span className="second">{summaryOf(row.original) || '–'}</span>,
  },
  {
    header: 'About',
    accessorKey: 'subject',
    enableSorting: false,
    cell: ({ row }) =>
      row.original.type.startsWith('order.') ? (
        <Link to="/activity/orders/$orderId" params={{ orderId: row.original.subject }} className="mono">
          order …{row.original.subject.slice(-8)}
        </Link>
      ) : (
        <span className="mono quiet">…{row.original.subject.slice(-8)}</span>
      ),
  },
  {
    header: 'By',
    accessorKey: 'actor',
    enableSorting: false,
    cell: ({ row }) => <span className="mono quiet">{row.original.actor}</span>,
  },
  {
    header: 'Position',
    accessorKey: 'position',
    enableSorting: false,
    meta: { right: true },
    cell: ({ row }) => <span className="numeric quiet">{row.original.position}</span>,
  },
]

/** The log of what happened, as it happens. */
export function ActivityScreen() {
  const accounts = useQuery(accountsQuery)
  const [filter, setFilter] = useState<EventFilter>({ type: '', accountId: '' })
  const [shown, setShown] = useState<LogEvent | null>(null)
  const query = useInfiniteQuery(eventsQuery(filter))
  const events = query.data?.pages.flatMap((page) => page.items)
  return (
    <section className="section" aria-label="Activity">
      <div className="row row-wrap">
        <Segments
          label="Kind"
          value={filter.type}
          onChange={(type) => setFilter({ ...filter, type })}
          options={KINDS}
        />
        <select
          className="input"
          style={{ width: 240 }}
          aria-label="Account"
          value={filter.accountId}
          onChange={(event) => setFilter({ ...filter, accountId: event.target.value })}
        >
          <option value="">All accounts</option>
          {accounts.data?.map((account) => (
            <option key={account.id} value={account.id}>
              {account.name} ··{account.numberEnd}
            </option>
          ))}
        </select>
      </div>
      <div className="panel">
        {query.isError && !events ? (
          <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
        ) : !events ? (
          <SkeletonRows rows={10} label="events" />
        ) : events.length === 0 ? (
          <Empty title="Nothing happened yet">Connections, orders and fills appear here as they are recorded.</Empty>
        ) : (
          <DataTable
            label="Events"
            rows={events}
            columns={columns}
            rowId={(event) => String(event.position)}
            onOpen={setShown}
            maxHeight="72dvh"
          />
        )}
      </div>
      {query.hasNextPage && (
        <div>
          <button
            type="button"
            className="button small"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? 'Reading older ones' : 'Older ones'}
          </button>
        </div>
      )}
      {shown && <EventDialog event={shown} onClose={() => setShown(null)} />}
    </section>
  )
}
