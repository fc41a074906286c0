import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Ago, Moment } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Dialog } from '@/components/dialog'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { Tag, type Tone } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import type { ApiKey } from '@/lib/api/types'
import { words } from '@/lib/format'
import { keysQuery, revokeKey } from './keys-api'
import { NewKey } from './new-key'

const TONES: Record<ApiKey['status'], Tone> = { ACTIVE: 'good', EXPIRED: 'plain', REVOKED: 'plain' }

export function Keys() {
  const query = useInfiniteQuery(keysQuery)
  const [dialog, setDialog] = useState<'new' | ApiKey | null>(null)
  const keys = query.data?.pages.flatMap((page) => page.items)
  const columns: Column<ApiKey>[] = [
    { header: 'Name', accessorKey: 'name', cell: ({ row }) => <span style={{ fontWeight: 500 }}>{row.original.name}</span> },
    { header: 'Id', accessorKey: 'id', cell: ({ row }) => <code className="quiet">{row.original.id}</code> },
    { header: 'For', accessorKey: 'kind', cell: ({ row }) => row.original.userId ?? words(row.original.kind) },
    {
      header: 'Scopes',
      id: 'scopes',
      enableSorting: false,
      cell: ({ row }) => (
        <span className="row" style={{ gap: 4 }}>
          {row.original.scopes.map((scope) => (
            <Tag key={scope}>{words(scope)}</Tag>
          ))}
        </span>
      ),
    },
    { header: 'Last used', accessorKey: 'lastUsedAt', cell: ({ row }) => <Ago at={row.original.lastUsedAt} /> },
    {
      header: 'Expires',
      accessorKey: 'expiresAt',
      cell: ({ row }) => (row.original.expiresAt ? <Moment at={row.original.expiresAt} /> : <span className="quiet">never</span>),
    },
    {
      header: 'Status',
      accessorKey: 'status',
      cell: ({ row }) => <Tag tone={TONES[row.original.status]}>{words(row.original.status)}</Tag>,
    },
    {
      header: '',
      id: 'actions',
      enableSorting: false,
      meta: { right: true },
      cell: ({ row }) =>
        row.original.status === 'ACTIVE' && (
          <button type="button" className="button small danger" onClick={() => setDialog(row.original)}>
            Revoke
          </button>
        ),
    },
  ]
  return (
    <section className="section" aria-label="API keys">
      <header className="spread">
        <span className="second">A key’s text is shown once, when it is made. The gateway keeps only what recognizes it.</span>
        <button type="button" className="button primary" onClick={() => setDialog('new')}>
          New key
        </button>
      </header>
      <div className="panel">
        {query.isError && !keys ? (
          <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
        ) : !keys ? (
          <SkeletonRows label="keys" />
        ) : keys.length === 0 ? (
          <Empty title="No keys yet">A key lets a program act: give it no more scopes than it needs.</Empty>
        ) : (
          <DataTable label="API keys" rows={keys} columns={columns} rowId={(key) => key.id} />
        )}
      </div>
      {query.hasNextPage && (
        <div>
          <button type="button" className="button small" onClick={() => void query.fetchNextPage()}>
            Older ones
          </button>
        </div>
      )}
      {dialog === 'new' && <NewKey onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'new' && <Revoke apiKey={dialog} onClose={() => setDialog(null)} />}
    </section>
  )
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['keys'] })
      onClose()
    },
  })
  return (
    <Dialog title={`Revoke ${apiKey.name}?`} open onClose={onClose}>
      <div className="stack-3">
        <p>Every request with it is refused from now on, and it cannot be brought back. Orders it placed stay as they are.</p>
        {revoke.isError && <ProblemNote problem={problemOf(revoke.error)} kept="The key still works." />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="button" className="button danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            Revoke
          </button>
        </div>
      </div>
    </Dialog>
  )
}
