import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Moment } from '@/components/age'
import { DataTable, type Column } from '@/components/data-table'
import { Dialog } from '@/components/dialog'
import { TextField } from '@/components/field'
import { ProblemNote, SkeletonRows } from '@/components/states'
import { Tag } from '@/components/tag'
import { answered, api } from '@/lib/api/client'
import { problemOf } from '@/lib/api/problem'
import { meQuery } from '@/lib/api/queries'
import { actFor } from '@/lib/api/session'
import type { User } from '@/lib/api/types'

/** The application's users. An application's key acts for one of them at a time. */
export function Users() {
  const me = useQuery(meQuery)
  const [making, setMaking] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['users'],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/users', {
          params: { query: { limit: 100, ...(pageParam === null ? {} : { pageToken: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextPageToken ?? null,
  })
  const users = query.data?.pages.flatMap((page) => page.items)
  const columns: Column<User>[] = [
    {
      header: 'User',
      accessorKey: 'username',
      cell: ({ row }) => (
        <span className="row">
          <span style={{ fontWeight: 500 }}>{row.original.username}</span>
          {row.original.id === me.data?.user.id && <Tag tone="accent">Shown now</Tag>}
        </span>
      ),
    },
    { header: 'Name', accessorKey: 'fullName', cell: ({ row }) => row.original.fullName ?? '–' },
    { header: 'Your id', accessorKey: 'externalId', cell: ({ row }) => <code>{row.original.externalId ?? '–'}</code> },
    { header: 'Our id', accessorKey: 'id', cell: ({ row }) => <code className="quiet">{row.original.id}</code> },
    { header: 'Since', accessorKey: 'createdAt', cell: ({ row }) => <Moment at={row.original.createdAt} /> },
    {
      header: '',
      id: 'actions',
      enableSorting: false,
      meta: { right: true },
      cell: ({ row }) =>
        row.original.id !== me.data?.user.id && (
          <button type="button" className="button small" onClick={() => actFor(row.original.id)}>
            Act for
          </button>
        ),
    },
  ]
  return (
    <section className="section" aria-labelledby="users">
      <header className="spread">
        <h2 id="users">
          Users <span className="count numeric">{users?.length}</span>
        </h2>
        <button type="button" className="button small" onClick={() => setMaking(true)}>
          New user
        </button>
      </header>
      <div className="panel">
        {query.isError && !users ? (
          <ProblemNote problem={problemOf(query.error)} retry={() => void query.refetch()} />
        ) : !users ? (
          <SkeletonRows label="users" />
        ) : (
          <DataTable label="Users" rows={users} columns={columns} rowId={(user) => user.id} />
        )}
      </div>
      {query.hasNextPage && (
        <div>
          <button type="button" className="button small" onClick={() => void query.fetchNextPage()}>
            More
          </button>
        </div>
      )}
      {making && <NewUser onClose={() => setMaking(false)} />}
    </section>
  )
}

function NewUser({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [username, setUsername] = useState('')
  const [externalId, setExternalId] = useState('')
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/v1/users', {
          body: { username: username.trim(), ...(externalId.trim() ? { externalId: externalId.trim() } : {}) },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['users'] })
      onClose()
    },
  })
  const problem = create.isError ? problemOf(create.error) : null
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Dialog title="New user" open onClose={onClose}>
      <form className="stack-3" onSubmit={submit} autoComplete="off">
        <TextField label="User name" value={username} required onChange={(event) => setUsername(event.target.value)} wrong={problem?.field('username')} />
        <TextField
          label="Your own id of him (optional)"
          value={externalId}
          onChange={(event) => setExternalId(event.target.value)}
          wrong={problem?.field('externalId')}
          help="What the header Brokerway-User will name."
        />
        {problem && <ProblemNote problem={problem} kept="No user was made." />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button type="submit" className="button primary" disabled={username.trim() === '' || create.isPending}>
            Make the user
          </button>
        </div>
      </form>
    </Dialog>
  )
}
