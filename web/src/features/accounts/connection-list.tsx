import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Moment } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Empty, SkeletonRows } from '@/components/states'
import { ConnectionTag, EnvironmentTag } from '@/components/tag'
import type { Connection } from '@/lib/api/types'

/** The logins behind the accounts. */
export function ConnectionList({
  connections,
  nameOf,
  pending,
}: {
  connections: readonly Connection[]
  nameOf: (brokerId: string) => string
  pending: boolean
}) {
  const navigate = useNavigate()
  const columns = useMemo<Column<Connection>[]>(
    () => [
      {
        header: 'Broker',
        accessorFn: (connection) => nameOf(connection.brokerId),
        cell: ({ row }) => <span style={{ fontWeight: 500 }}>{nameOf(row.original.brokerId)}</span>,
      },
      { header: 'Login', accessorKey: 'loginOption' },
      {
        header: 'Money',
        accessorKey: 'environment',
        cell: ({ row }) => <EnvironmentTag environment={row.original.environment} />,
      },
      { header: 'State', accessorKey: 'state', cell: ({ row }) => <ConnectionTag state={row.original.state} /> },
      { header: 'Since', accessorKey: 'since', cell: ({ row }) => <Moment at={row.original.since} /> },
      {
        header: 'Login until',
        accessorKey: 'loginUntil',
        cell: ({ row }) =>
          row.original.loginUntil ? <Moment at={row.original.loginUntil} /> : <span className="quiet">does not end</span>,
      },
      {
        header: 'Why',
        accessorKey: 'reason',
        enableSorting: false,
        cell: ({ row }) => <span className="second">{row.original.reason || '–'}</span>,
      },
    ],
    [nameOf],
  )
  return (
    <section className="section" aria-labelledby="connections">
      <header>
        <h2 id="connections">
          Connections <span className="count numeric">{connections.length}</span>
        </h2>
      </header>
      <div className="panel">
        {pending ? (
          <SkeletonRows rows={3} label="connections" />
        ) : connections.length === 0 ? (
          <Empty title="No connection" />
        ) : (
          <DataTable
            label="Connections"
            rows={connections}
            columns={columns}
            rowId={(connection) => connection.id}
            onOpen={(connection) =>
              void navigate({ to: '/connections/$connectionId', params: { connectionId: connection.id } })
            }
          />
        )}
      </div>
    </section>
  )
}
