import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Dialog } from '@/components/dialog'
import { ProblemNote } from '@/components/states'
import { answered, api } from '@/lib/api/client'
import { problemOf } from '@/lib/api/problem'
import type { Connection } from '@/lib/api/types'
import { plural } from '@/lib/format'

/** Says what goes before it goes. Working orders are named, never canceled without a word. */
export function Disconnect({
  connection,
  broker,
  onClose,
}: {
  connection: Connection
  broker: string
  onClose: () => void
}) {
  const queries = useQueryClient()
  const disconnect = useMutation({
    mutationFn: (force: boolean) =>
      answered(
        api.DELETE('/api/v1/connections/{connectionId}', {
          params: { path: { connectionId: connection.id }, query: { force } },
        }),
      ),
    onSuccess: (ended) => {
      // What was erased is not asked for again.
      queries.setQueryData(['connection', connection.id], ended)
      void queries.invalidateQueries({ queryKey: ['connections'] })
      void queries.invalidateQueries({ queryKey: ['accounts'] })
      onClose()
    },
  })
  const problem = disconnect.isError ? problemOf(disconnect.error) : null
  const working = problem?.code === 'WORKING_ORDERS' ? (problem.body?.orders ?? []) : []
  return (
    <Dialog title={`Disconnect ${broker}`} open onClose={onClose}>
      <div className="stack-3">
        <p>This ends the login at {broker} where it can be ended, and erases here:</p>
        <ul style={{ listStyle: 'disc', paddingLeft: 18 }}>
          <li>the stored credentials, at once and for good</li>
          <li>accounts, balances, positions and transactions of this connection</li>
        </ul>
        <p className="second">
          Orders and the audit trail stay as records. Nothing is sold, and nothing at {broker} itself is changed.
        </p>
        {problem &&
          (working.length > 0 ? (
            <div className="note warn" role="alert">
              <strong>{plural(working.length, 'order')} still working or not known</strong>
              <span>They must be canceled first; one that cannot be proven canceled will need your decision.</span>
              <ul>
                {working.slice(0, 10).map((id) => (
                  <li key={id}>
                    <Link to="/activity/orders/$orderId" params={{ orderId: id }} onClick={onClose}>
                      <code>{id}</code>
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ) : (
            <ProblemNote problem={problem} kept="The connection is as it was." />
          ))}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button
            type="button"
            className="button danger"
            disabled={disconnect.isPending}
            onClick={() => disconnect.mutate(working.length > 0)}
          >
            {disconnect.isPending
              ? 'Disconnecting'
              : working.length > 0
                ? `Cancel ${plural(working.length, 'order')} and disconnect`
                : 'Disconnect and erase'}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
