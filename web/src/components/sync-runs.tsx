import { useQuery } from '@tanstack/react-query'
import { Moment } from './age'
import { DataTable, type Column } from './data-table'
import { Empty, ProblemNote, SkeletonRows } from './states'
import { Tag, type Tone } from './tag'
import { problemOf } from '@/lib/api/problem'
import { syncRunsQuery } from '@/lib/api/queries'
import type { SyncRun } from '@/lib/api/types'
import { words } from '@/lib/format'

const TONES: Record<SyncRun['outcome'], Tone> = { OK: 'good', PARTIAL: 'warn', FAILED: 'bad' }

const columns: Column<SyncRun>[] = [
  { header: 'Started', accessorKey: 'startedAt', cell: ({ row }) => <Moment at={row.original.startedAt} /> },
  {
    header: 'Outcome',
    accessorKey: 'outcome',
    cell: ({ row }) => <Tag tone={TONES[row.original.outcome]}>{row.original.outcome === 'OK' ? 'Complete' : words(row.original.outcome)}</Tag>,
  },
  {
    header: 'Took',
    id: 'took',
    accessorFn: (run) => Date.parse(run.finishedAt) - Date.parse(run.startedAt),
    meta: { right: true },
    cell: ({ getValue }) => <span className="numeric">{getValue<number>()} ms</span>,
  },
  { header: 'Positions', accessorKey: 'positionCount', meta: { right: true } },
  { header: 'Changed', accessorKey: 'positionsChanged', meta: { right: true } },
  { header: 'New transactions', accessorKey: 'transactionsAdded', meta: { right: true } },
  {
    header: 'Problem',
    accessorKey: 'problem',
    enableSorting: false,
    cell: ({ row }) => <span className="second">{row.original.problem || '–'}</span>,
  },
]

/** The last reads of a connection, or of one of its accounts. */
export function Runs({ connectionId, accountId }: { connectionId: string; accountId?: string }) {
  const runs = useQuery(syncRunsQuery(connectionId))
  const shown = runs.data?.filter((run) => accountId === undefined || run.accountId === accountId)
  return (
    <div className="panel">
      {runs.isError && !runs.data ? (
        <ProblemNote problem={problemOf(runs.error)} retry={() => void runs.refetch()} />
      ) : !shown ? (
        <SkeletonRows label="syncs" />
      ) : shown.length === 0 ? (
        <Empty title="Not synced yet" />
      ) : (
        <DataTable label="Sync runs" rows={shown} columns={columns} rowId={(run) => run.id} />
      )}
    </div>
  )
}
