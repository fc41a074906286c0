import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Icon } from '@/components/icons'
import { Empty, ProblemNote, SkeletonRows } from '@/components/states'
import { problemOf } from '@/lib/api/problem'
import { brokersQuery, connectionsQuery } from '@/lib/api/queries'
import type { Broker } from '@/lib/api/types'
import { matches } from './abilities'
import { BrokerCard } from './broker-card'
import { LoginDialog } from './login-dialog'
import './connect.css'

export function ConnectScreen() {
  const brokers = useQuery(brokersQuery)
  const connections = useQuery(connectionsQuery)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Broker | null>(null)
  if (brokers.isError && !brokers.data) {
    return <ProblemNote problem={problemOf(brokers.error)} retry={() => void brokers.refetch()} />
  }
  const found = (brokers.data ?? []).filter((broker) => matches(broker, text))
  const open = (connections.data ?? []).filter((connection) => connection.state !== 'DISCONNECTED')
  return (
    <section className="section" aria-labelledby="brokers" style={{ gap: 16 }}>
      <header className="spread row-wrap">
        <h2 id="brokers">
          Brokers <span className="count numeric">{brokers.data?.length}</span>
        </h2>
        <div className="affixed" style={{ width: 'min(320px, 100%)' }}>
          <span className="affix">
            <Icon name="search" size={14} />
          </span>
          <input
            className="input"
            type="search"
            placeholder="Name, asset or kind of login"
            aria-label="Find a broker"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </header>
      {brokers.isPending ? (
        <div className="panel">
          <SkeletonRows rows={4} label="brokers" />
        </div>
      ) : found.length === 0 ? (
        <Empty title="No broker fits">
          This gateway has {brokers.data.map((broker) => broker.name).join(', ')}. Others join as adapters: see the
          documentation.
        </Empty>
      ) : (
        <ul className="broker-grid">
          {found.map((broker) => (
            <li key={broker.id}>
              <BrokerCard
                broker={broker}
                connections={open.filter((connection) => connection.brokerId === broker.id).length}
                onConnect={() => setChosen(broker)}
              />
            </li>
          ))}
        </ul>
      )}
      {chosen && <LoginDialog broker={chosen} connection={null} onClose={() => setChosen(null)} />}
    </section>
  )
}
