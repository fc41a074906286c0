import { Monogram, Tag } from '@/components/tag'
import { plural, words } from '@/lib/format'
import type { Broker } from '@/lib/api/types'
import { abilitiesOf } from './abilities'
import { LOGIN_KINDS } from './login-kinds'

export function BrokerCard({
  broker,
  connections,
  onConnect,
}: {
  broker: Broker
  connections: number
  onConnect: () => void
}) {
  const official = broker.logins.every((login) => login.official)
  const kinds = [...new Set(broker.logins.map((login) => LOGIN_KINDS[login.kind].short))]
  const environments = [...new Set(broker.logins.flatMap((login) => login.environments))]
  return (
    <article className="panel broker-card" aria-label={broker.name}>
      <div className="row">
        <Monogram name={broker.name} large />
        <div style={{ flex: 1, minWidth: 0 }}>
          <h3>{broker.name}</h3>
          <div className="quiet truncate">{kinds.join(', ')}</div>
        </div>
        {connections > 0 && <Tag tone="good">{plural(connections, 'connection')}</Tag>}
      </div>
      <div className="row row-wrap" style={{ gap: 4 }}>
        {broker.capabilities.assetClasses.map((asset) => (
          <Tag key={asset}>{words(asset)}</Tag>
        ))}
      </div>
      <ul className="can second">
        {abilitiesOf(broker).map((ability) => (
          <li key={ability}>{ability}</li>
        ))}
      </ul>
      <div className="row spread" style={{ marginTop: 'auto' }}>
        <span className="quiet">
          {environments.map((environment) => words(environment)).join(' and ')}
          {official ? '' : ', not an official API'}
        </span>
        <button type="button" className="button primary" onClick={onConnect} aria-label={`Connect ${broker.name}`}>
          Connect
        </button>
      </div>
    </article>
  )
}
