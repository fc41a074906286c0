import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from '@/components/dialog'
import { Money } from '@/components/numbers'
import { ProblemNote } from '@/components/states'
import { EnvironmentTag, OrderStateTag } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import type { OrderBody, Preview } from '@/lib/api/types'
import { newIdempotencyKey } from '@/lib/idempotency'
import { isUnresolved } from '@/lib/orders'
import { round } from '@/lib/decimal'
import { words } from '@/lib/format'
import { placeOrder } from './orders-api'
import type { Subject } from './ticket'

/** Shows exactly what will be sent, sends it once, and says what became of it. */
export function Confirm({
  subject,
  body,
  sentence,
  preview,
  onClose,
  onSent,
}: {
  subject: Subject
  body: OrderBody
  sentence: string
  preview: Preview | undefined
  onClose: () => void
  onSent: () => void
}) {
  const queries = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const [sealed] = useState({ sentence, cost: preview ? round(preview.estimatedCost, 2) : null })
  const place = useMutation({
    mutationFn: () => placeOrder(body, key),
    onSuccess: onSent,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['orders'] })
      void queries.invalidateQueries({ queryKey: ['positions'] })
      void queries.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const { account, broker } = subject
  const order = place.data
  const problem = place.isError ? problemOf(place.error) : null
  return (
    <Dialog title={order ? 'Order sent' : 'Send this order?'} open onClose={onClose}>
      <div className="confirm-body">
        <div className="row row-wrap">
          <strong style={{ fontSize: 18, lineHeight: '24px' }}>{sealed.sentence}</strong>
        </div>
        <div className="row row-wrap second">
          <EnvironmentTag environment={account.environment} />
          {account.name} ··{account.numberEnd} at {broker.name}
          {sealed.cost && (
            <span>
              takes <Money amount={sealed.cost} currency={account.currency} /> of buying power
            </span>
          )}
        </div>
        {order ? (
          <div className={`note ${isUnresolved(order.state) ? 'warn' : 'good'}`} role="status">
            <span className="row">
              <OrderStateTag state={order.state} />
              {order.reason ||
                (isUnresolved(order.state)
                  ? `${broker.name} gave no clear answer. It is being asked; nothing is sent again.`
                  : 'It is in the blotter and stays true to the broker there.')}
            </span>
          </div>
        ) : (
          <dl className="panel padded pairs">
            {Object.entries(body).map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{words(name.replace(/([A-Z])/g, ' $1'))}</dt>
                <dd className="mono">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
              </div>
            ))}
            <dt>Idempotency key</dt>
            <dd className="mono">{key}</dd>
          </dl>
        )}
        {problem && (
          <ProblemNote
            problem={problem}
            kept={
              problem.code === 'ORDER_DENIED'
                ? 'It was stored as denied and nothing was sent to the broker.'
                : 'Trying again sends the same key: it cannot become a second order.'
            }
          >
            {problem.body?.reasons?.map((reason) => <span key={reason.code}>{reason.message}</span>)}
          </ProblemNote>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="button" onClick={onClose}>
            {order ? 'Close' : 'Back'}
          </button>
          {order ? (
            <Link className="button" to="/activity/orders/$orderId" params={{ orderId: order.id }}>
              Its life
            </Link>
          ) : (
            problem?.code !== 'ORDER_DENIED' && (
              <button
                type="button"
                className="button primary"
                autoFocus
                disabled={place.isPending}
                onClick={() => place.mutate()}
              >
                {place.isPending ? 'Sending' : problem ? 'Try again with the same key' : words(body.side)}
              </button>
            )
          )}
        </div>
      </div>
    </Dialog>
  )
}
