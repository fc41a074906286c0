import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '@/lib/api/problem'
import type { Broker, Order } from '@/lib/api/types'
import { newIdempotencyKey } from '@/lib/idempotency'
import { isFinal, isUnresolved } from '@/lib/orders'
import { cancelOrder } from './orders-api'

/** What can be done with a working order, in its row. */
export function OrderActions({ order, broker, onEdit }: { order: Order; broker: Broker; onEdit: () => void }) {
  const queries = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const cancel = useMutation({
    mutationFn: () => cancelOrder(order.id, key),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  if (isFinal(order.state)) {
    return null
  }
  const replaceable = broker.capabilities.replaceable.length > 0 && order.orderClass === 'SIMPLE'
  const pending = cancel.isPending || order.state === 'PENDING_CANCEL'
  return (
    <span className="row" style={{ justifyContent: 'flex-end' }}>
      {cancel.isError && (
        <span className="loss" role="alert">
          {problemOf(cancel.error).message}
        </span>
      )}
      {replaceable && !isUnresolved(order.state) && (
        <button type="button" className="button small" onClick={onEdit} disabled={pending}>
          Edit
        </button>
      )}
      <button type="button" className="button small danger" onClick={() => cancel.mutate()} disabled={pending}>
        {pending ? 'Canceling' : 'Cancel'}
      </button>
    </span>
  )
}
