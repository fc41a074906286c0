import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Moment } from '@/components/age'
import { Copy } from '@/components/copy'
import { Money, Price, Quantity } from '@/components/numbers'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { EnvironmentTag, OrderStateTag, Tag } from '@/components/tag'
import { answered, api } from '@/lib/api/client'
import { live } from '@/lib/api/live'
import { problemOf } from '@/lib/api/problem'
import { accountsQuery, orderQuery } from '@/lib/api/queries'
import type { Order } from '@/lib/api/types'
import { words } from '@/lib/format'
import { describeOrder, isUnresolved } from '@/lib/orders'
import { Timeline } from './timeline'

export function OrderScreen() {
  const { orderId } = useParams({ from: '/activity/orders/$orderId' })
  const order = useQuery(orderQuery(orderId))
  if (order.isError && !order.data) {
    return <ProblemNote problem={problemOf(order.error)} retry={() => void order.refetch()} />
  }
  if (!order.data) {
    return (
      <div className="panel">
        <SkeletonRows rows={8} label="the order" />
      </div>
    )
  }
  return <Shown order={order.data} />
}

function Shown({ order }: { order: Order }) {
  const accounts = useQuery(accountsQuery)
  const events = useQuery({
    queryKey: ['order-events', order.id],
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/api/v1/orders/{orderId}/events', { params: { path: { orderId: order.id } }, signal })))
        .items,
    ...live('orders'),
  })
  const account = accounts.data?.find((candidate) => candidate.id === order.accountId)
  return (
    <>
      <section className="stack" aria-label="Order">
        <div className="row spread row-wrap">
          <div className="row row-wrap">
            <h2 style={{ fontSize: 18 }}>{describeOrder(order)}</h2>
            <OrderStateTag state={order.state} />
            {account && <EnvironmentTag environment={account.environment} />}
            {order.flags.map((flag) => (
              <Tag key={flag} tone="bad">
                {words(flag)}
              </Tag>
            ))}
          </div>
          <div className="row">
            <Copy text={order.id} label="Order id" />
            {order.instrument && (
              <Link
                className="button small"
                to="/trade"
                search={{ account: order.accountId, symbol: order.instrument.symbol }}
              >
                Trade {order.instrument.symbol}
              </Link>
            )}
          </div>
        </div>
        {isUnresolved(order.state) && (
          <div className="note warn" role="status">
            <strong>{order.state === 'SUBMIT_UNKNOWN' ? 'Not known yet' : 'Needs a decision'}</strong>
            <span>
              {order.reason || 'The broker gave no clear answer. It is asked for the order by its id; nothing is sent again on a guess.'}
            </span>
          </div>
        )}
        {!isUnresolved(order.state) && order.reason !== '' && <p className="second">{order.reason}</p>}
        {order.reasons.length > 0 && (
          <div className="note bad">
            <strong>Refused by the checks</strong>
            <ul>
              {order.reasons.map((reason) => (
                <li key={reason.code}>
                  {reason.message} <code className="quiet">{reason.code}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <div className="split" style={{ alignItems: 'start' }}>
        <section className="section" aria-labelledby="life">
          <header>
            <h2 id="life">Its life</h2>
          </header>
          {events.data ? <Timeline events={events.data} /> : <SkeletonRows label="its events" />}
        </section>
        <div className="stack-3">
          <Facts order={order} account={account?.name ?? order.accountId} />
          <Commands order={order} />
          <Fills order={order} />
        </div>
      </div>
    </>
  )
}

function Facts({ order, account }: { order: Order; account: string }) {
  const currency = order.instrument?.currency ?? 'USD'
  const facts: [string, React.ReactNode][] = [
    ['Account', <Link key="a" to="/accounts/$accountId" params={{ accountId: order.accountId }}>{account}</Link>],
    ['Origin', words(order.origin)],
    ['Class', words(order.orderClass)],
    ['Valid', `${order.timeInForce}, ${words(order.session)}`],
    ['Filled', <Quantity key="f" value={order.cumulativeQuantity} />],
    ['May still fill', <Quantity key="l" value={order.leavesQuantity ?? null} />],
    ['Average price', <Price key="p" value={order.averagePrice ?? null} />],
    ...(order.notional ? [['Amount', <Money key="n" amount={order.notional} currency={currency} />] as [string, React.ReactNode]] : []),
    ['Client order id', <code key="c">{order.clientOrderId}</code>],
    ['Broker order id', <code key="b">{order.brokerOrderId ?? 'none yet'}</code>],
    ['Idempotency key', <code key="k">{order.idempotencyKey ?? 'none'}</code>],
    ['Placed', <Moment key="t" at={order.createdAt} />],
  ]
  return (
    <section className="section" aria-labelledby="facts">
      <header>
        <h2 id="facts">Facts</h2>
      </header>
      <dl className="panel padded pairs">
        {facts.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Commands({ order }: { order: Order }) {
  return (
    <section className="section" aria-labelledby="commands">
      <header>
        <h2 id="commands">Commands</h2>
      </header>
      <ul className="panel rows">
        {order.commands.map((command) => (
          <li key={command.number} className="item">
            <span className="grow">
              {words(command.kind)}{' '}
              <span className="quiet">
                {command.attempts === 1 ? '1 attempt' : `${command.attempts} attempts`}
                {command.reason && `, ${command.reason}`}
              </span>
            </span>
            <Tag tone={command.state === 'DONE' ? 'good' : 'plain'}>{words(command.state)}</Tag>
            <Moment at={command.updatedAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Fills({ order }: { order: Order }) {
  return (
    <section className="section" aria-labelledby="fills">
      <header>
        <h2 id="fills">
          Fills <span className="count numeric">{order.fills.length}</span>
        </h2>
      </header>
      <div className="panel">
        {order.fills.length === 0 ? (
          <Empty title="No fill yet" />
        ) : (
          <ul className="rows">
            {order.fills.map((fill) => (
              <li key={fill.executionId} className="item">
                <span className="grow">
                  <Quantity value={fill.quantity} /> at <Price value={fill.price} />{' '}
                  <span className="quiet">
                    heard by {fill.source}
                    {fill.kind !== 'FILL' && `, ${words(fill.kind).toLowerCase()}`}
                  </span>
                </span>
                {fill.fee && (
                  <span className="second">
                    fee <Money amount={fill.fee} currency={fill.feeCurrency ?? null} />
                  </span>
                )}
                <Moment at={fill.executedAt} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
