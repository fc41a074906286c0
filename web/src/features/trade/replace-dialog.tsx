import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Dialog } from '@/components/dialog'
import { DecimalField } from '@/components/field'
import { Quantity } from '@/components/numbers'
import { ProblemNote } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import type { Broker, Order } from '@/lib/api/types'
import { newIdempotencyKey } from '@/lib/idempotency'
import { describeOrder } from '@/lib/orders'
import { replaceOrder } from './orders-api'
import { changeOf, editOf, editable, type Edit } from './replace'

const LABELS: Record<keyof Edit, string> = {
  quantity: 'New total quantity',
  limitPrice: 'Limit price',
  stopPrice: 'Stop price',
}

/** Changes a working order. The quantity is the new total, what filled already included. */
export function ReplaceDialog({ order, broker, onClose }: { order: Order; broker: Broker; onClose: () => void }) {
  const queries = useQueryClient()
  const [edit, setEdit] = useState(() => editOf(order))
  const [key, setKey] = useState(newIdempotencyKey)
  const fields = editable(order, broker)
  const change = changeOf(order, edit, fields)
  const replace = useMutation({
    mutationFn: (wanted: NonNullable<typeof change>) => replaceOrder(order.id, wanted, key),
    onSuccess: onClose,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  const problem = replace.isError ? problemOf(replace.error) : null
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (change) {
      replace.mutate(change)
    }
  }
  return (
    <Dialog title="Change the order" open onClose={onClose}>
      <form className="stack-3" onSubmit={submit} autoComplete="off">
        <p>
          {describeOrder(order)}, <Quantity value={order.cumulativeQuantity} /> filled
        </p>
        {fields.map((field) => (
          <DecimalField
            key={field}
            label={LABELS[field]}
            value={edit[field]}
            onValue={(value) => {
              setEdit({ ...edit, [field]: value })
              // Another change is another intention.
              setKey(newIdempotencyKey())
            }}
            wrong={problem?.field(field)}
          />
        ))}
        {problem && (
          <ProblemNote problem={problem} kept="The order works on as it was.">
            {problem.body?.reasons?.map((reason) => <span key={reason.code}>{reason.message}</span>)}
          </ProblemNote>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="button" onClick={onClose}>
            Back
          </button>
          <button type="submit" className="button primary" disabled={change === null || replace.isPending}>
            {replace.isPending ? 'Sending' : change === null ? 'Nothing changed' : 'Send the change'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
