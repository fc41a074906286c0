import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { OrderTable } from '@/components/order-table'
import { Tabs } from '@/components/tabs'
import type { Account, Broker, Order } from '@/lib/api/types'
import { isFinal } from '@/lib/orders'
import { CancelAll } from './cancel-all'
import { OrderActions } from './order-actions'
import { ReplaceDialog } from './replace-dialog'

type Tab = 'working' | 'filled' | 'all'

const FILTERS: Record<Tab, (order: Order) => boolean> = {
  working: (order) => !isFinal(order.state),
  filled: (order) => order.state === 'FILLED' || order.state === 'PARTIALLY_FILLED',
  all: () => true,
}

/** The account's orders, as they stand. */
export function Blotter({
  account,
  broker,
  query,
}: {
  account: Account
  broker: Broker
  query: UseQueryResult<Order[]>
}) {
  const [tab, setTab] = useState<Tab>('working')
  const [editing, setEditing] = useState<Order | null>(null)
  const orders = query.data ?? []
  const working = orders.filter(FILTERS.working)
  const actions = useCallback(
    (order: Order) => <OrderActions order={order} broker={broker} onEdit={() => setEditing(order)} />,
    [broker],
  )
  const table = (id: Tab, empty: string) => (
    <div className="panel">
      <OrderTable label={`Orders, ${id}`} query={query} empty={empty} filter={FILTERS[id]} actions={actions} maxHeight={420} />
    </div>
  )
  return (
    <section aria-label={`Orders of ${account.name}`}>
      <Tabs
        label="Orders"
        value={tab}
        onChange={setTab}
        actions={working.length > 0 && <CancelAll orders={working} />}
        tabs={[
          { id: 'working', label: 'Working', count: working.length, content: () => table('working', 'No working orders') },
          {
            id: 'filled',
            label: 'Filled',
            count: orders.filter(FILTERS.filled).length,
            content: () => table('filled', 'No fills yet'),
          },
          { id: 'all', label: 'All', count: orders.length, content: () => table('all', 'No orders yet') },
        ]}
      />
      {editing && <ReplaceDialog order={editing} broker={broker} onClose={() => setEditing(null)} />}
    </section>
  )
}
