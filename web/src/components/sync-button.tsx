import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Icon } from './icons'
import { answered, api } from '@/lib/api/client'
import { problemOf } from '@/lib/api/problem'

/** Reads the connection's accounts now, and says how that went where it was asked. */
export function SyncButton({ connectionId }: { connectionId: string }) {
  const queries = useQueryClient()
  const sync = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/connections/{connectionId}/sync', { params: { path: { connectionId } } })),
    onSettled: () => void queries.invalidateQueries(),
  })
  const failed = sync.data?.items.find((run) => run.problem !== '')?.problem
  return (
    <span className="row">
      {sync.isError && (
        <span className="loss" role="alert">
          {problemOf(sync.error).message}
        </span>
      )}
      {sync.isSuccess && (
        <span className={failed ? 'warn' : 'quiet'} role="status">
          {failed ?? 'read just now'}
        </span>
      )}
      <button type="button" className="button small" disabled={sync.isPending} onClick={() => sync.mutate()}>
        <Icon name="sync" size={13} />
        {sync.isPending ? 'Reading' : 'Sync now'}
      </button>
    </span>
  )
}
