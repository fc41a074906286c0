import { Link } from '@tanstack/react-router'
import { Ago } from '@/components/age'
import { Empty, SkeletonRows } from '@/components/states'
import { OrderStateTag } from '@/components/tag'
import { describeOrder } from '@/lib/orders'
import type { Order } from '@/lib/api/types'

const MOST = 8

export function LastOrders({ orders, pending }: { orders: readonly Order[]; pending: boolean }) {
  return (
    <section className="section" aria-labelledby="orders">
      <header className="spread">
        <h2 id="orders">Last orders</h2>
        <Link to="/activity" className="button small">
          Activity
        </Link>
      </header>
      <div className="panel">
        {pending ? (
          <SkeletonRows rows={3} label="orders" />
        ) : orders.length === 0 ? (
          <Empty title="No orders yet">The ticket is one key away: press b to buy, s to sell.</Empty>
        ) : (
          <ul className="rows">
            {orders.slice(0, MOST).map((order) => (
              <li key={order.id}>
                <Link className="item" to="/activity/orders/$orderId" params={{ orderId: order.id }}>
                  <span className="grow truncate">{describeOrder(order)}</span>
                  <span className="quiet">
                    <Ago at={order.createdAt} />
                  </span>
                  <OrderStateTag state={order.state} reason={order.reason} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
