import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog'
import { problemOf } from '@/lib/api/problem'
import type { Order } from '@/lib/api/types'
import { plural } from '@/lib/format'
import { newIdempotencyKey } from '@/lib/idempotency'
import { describeOrder } from '@/lib/orders'
import { cancelOrder } from './orders-api'

type Outcome = { order: Order; problem: string | null }

/** Cancels each working order by a request of its own, and tells of each what came. */
export function CancelAll({ orders }: { orders: readonly Order[] }) {
  const queries = useQueryClient()
  const [asked, setAsked] = useState<readonly Order[] | null>(null)
  const [done, setDone] = useState(0)
  const run = useMutation({
    mutationFn: async (wanted: readonly Order[]) => {
      setDone(0)
      const outcomes: Outcome[] = []
      for (const order of wanted) {
        const problem = await cancelOrder(order.id, newIdempotencyKey()).then(
          () => null,
          (error: unknown) => problemOf(error).message,
        )
        outcomes.push({ order, problem })
        setDone(outcomes.length)
      }
      return outcomes
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  const failed = run.data?.filter((outcome) => outcome.problem !== null) ?? []
  const close = () => {
    setAsked(null)
    run.reset()
  }
  return (
    <>
      <button type="button" className="button small danger" onClick={() => setAsked(orders)}>
        Cancel all
      </button>
      {asked && (
        <Dialog title={`Cancel ${plural(asked.length, 'working order')}?`} open onClose={close}>
          <div className="stack-3">
            <ul className="panel rows">
              {asked.map((order) => (
                <li key={order.id} className="item">
                  <span className="grow truncate">{describeOrder(order)}</span>
                  {failed.find((outcome) => outcome.order.id === order.id)?.problem && (
                    <span className="loss">{failed.find((outcome) => outcome.order.id === order.id)?.problem}</span>
                  )}
                </li>
              ))}
            </ul>
            {run.isSuccess && (
              <p role="status" className={failed.length > 0 ? 'warn' : 'gain'}>
                {plural(run.data.length - failed.length, 'cancel')} on the way
                {failed.length > 0 && `, ${failed.length} refused`}. Each is canceled once its broker proves it.
              </p>
            )}
            <div className="row" style={{ justifyContent: 'flex-end' }}>
              <button type="button" className="button" onClick={close}>
                {run.isSuccess ? 'Close' : 'Keep them'}
              </button>
              {!run.isSuccess && (
                <button type="button" className="button danger" disabled={run.isPending} onClick={() => run.mutate(asked)}>
                  {run.isPending ? `${done} of ${asked.length}` : `Cancel ${plural(asked.length, 'order')}`}
                </button>
              )}
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}
