import { useQuery } from '@tanstack/react-query'
import { Tag, type Tone } from '@/components/tag'
import { ProblemNote, SkeletonRows } from '@/components/states'
import { answered, api } from '@/lib/api/client'
import { live } from '@/lib/api/live'
import { problemOf } from '@/lib/api/problem'
import { brokersQuery, healthQuery, meQuery } from '@/lib/api/queries'
import { plural, words } from '@/lib/format'
import { formatSpan } from '@/lib/time'
import { Users } from './users'

const TONES: Record<string, Tone> = { healthy: 'good', degraded: 'warn', unhealthy: 'bad' }

export function AdminScreen() {
  const me = useQuery(meQuery)
  if (me.data && !(me.data.scopes.includes('ADMIN') && me.data.keyKind === 'APPLICATION')) {
    return (
      <div className="note">
        <strong>For operators</strong>
        <span>This key lacks the scope ADMIN, or belongs to a user.</span>
      </div>
    )
  }
  return (
    <>
      <Gateway />
      <Users />
    </>
  )
}

/** Health, queue and brokers of the running gateway. */
function Gateway() {
  const health = useQuery(healthQuery)
  const brokers = useQuery(brokersQuery)
  const queue = useQuery({
    queryKey: ['queue'],
    queryFn: ({ signal }) => answered(api.GET('/queue/status', { signal })),
    ...live('operations'),
  })
  if (health.isError && !health.data) {
    return <ProblemNote problem={problemOf(health.error)} retry={() => void health.refetch()} />
  }
  if (!health.data) {
    return (
      <div className="panel">
        <SkeletonRows label="health" />
      </div>
    )
  }
  const { status, database, queue: queuePart, brokers: brokersPart } = health.data
  const nameOf = (id: string) => brokers.data?.find((broker) => broker.id === id)?.name ?? id
  return (
    <section className="section" aria-labelledby="gateway">
      <header>
        <h2 id="gateway">Gateway</h2>
        <Tag tone={TONES[status] ?? 'plain'}>{words(status)}</Tag>
        <a className="button small" href="/metrics" style={{ marginLeft: 'auto' }}>
          Metrics
        </a>
      </header>
      <div className="split" style={{ alignItems: 'start' }}>
        <dl className="panel padded pairs">
          <dt>Database</dt>
          <dd>
            <Tag tone={TONES[database?.status ?? ''] ?? 'plain'}>{words(database?.status ?? 'not known')}</Tag>
          </dd>
          <dt>Order queue</dt>
          <dd>
            <Tag tone={TONES[queuePart?.status ?? ''] ?? 'plain'}>{words(queuePart?.status ?? 'not known')}</Tag>
          </dd>
          {queue.data && (
            <>
              <dt>Waiting</dt>
              <dd className="numeric">
                {queue.data.depth}
                {queue.data.depth > 0 && `, the oldest for ${formatSpan(queue.data.oldest_age_seconds * 1000)}`}
              </dd>
              <dt>Being sent</dt>
              <dd className="numeric">{queue.data.in_flight}</dd>
              <dt>Not known yet</dt>
              <dd className={`numeric${queue.data.unresolved > 0 ? ' warn' : ''}`}>{queue.data.unresolved}</dd>
              <dt>Sent in the last minute</dt>
              <dd className="numeric">{queue.data.processed_per_minute}</dd>
              <dt>Workers</dt>
              <dd className="numeric">{queue.data.workers_alive}</dd>
            </>
          )}
        </dl>
        <ul className="panel rows" aria-label="Connections by broker">
          {brokersPart?.connections.map((row) => (
            <li key={row.broker} className="item">
              <span className="grow">{nameOf(row.broker)}</span>
              <span className="second">{plural(row.open, 'open connection')}</span>
              <Tag tone={row.degraded > 0 ? 'warn' : 'good'}>
                {row.degraded > 0 ? `${row.degraded} without answer` : 'All answer'}
              </Tag>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
