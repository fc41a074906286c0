import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Code } from '@/components/code'
import { Segments } from '@/components/field'
import { Icon } from '@/components/icons'
import { Tabs } from '@/components/tabs'
import { accountsQuery, meQuery, ordersQuery } from '@/lib/api/queries'
import { EXAMPLES, LANGUAGES, type Language } from './examples'
import { Keys } from './keys'

type Tab = 'examples' | 'keys'

export function DevelopersScreen() {
  const me = useQuery(meQuery)
  const [tab, setTab] = useState<Tab>('examples')
  const mayKeys = me.data?.scopes.includes('ADMIN') && me.data.keyKind === 'APPLICATION'
  return (
    <Tabs
      label="Developers"
      value={tab}
      onChange={setTab}
      actions={
        <>
          <a className="button small" href="/docs">
            API reference <Icon name="external" size={12} />
          </a>
          <a className="button small" href="/openapi.json">
            OpenAPI
          </a>
        </>
      }
      tabs={[
        { id: 'examples', label: 'Examples', content: () => <Examples needsKey={me.data?.demo === false} /> },
        {
          id: 'keys',
          label: 'API keys',
          content: () =>
            mayKeys ? (
              <Keys />
            ) : (
              <div className="note">
                <strong>Keys are made by the application</strong>
                <span>This key lacks the scope ADMIN, or belongs to a user. An application’s key with it shows them.</span>
              </div>
            ),
        },
      ]}
    />
  )
}

function Examples({ needsKey }: { needsKey: boolean }) {
  const accounts = useQuery(accountsQuery)
  const orders = useQuery(ordersQuery())
  const [language, setLanguage] = useState<Language>('curl')
  const [accountId, setAccountId] = useState('')
  const account = accounts.data?.find((candidate) => candidate.id === accountId) ?? accounts.data?.[0]
  const setting = {
    origin: window.location.origin,
    accountId: account?.id ?? 'ACCOUNT_ID',
    symbol: orders.data?.[0]?.instrument?.symbol ?? 'AAPL',
    needsKey,
  }
  return (
    <div className="stack-3">
      <div className="row row-wrap">
        <Segments
          label="Language"
          value={language}
          onChange={setLanguage}
          options={LANGUAGES.map((value) => ({ value, label: value }))}
        />
        <select
          className="input"
          style={{ width: 260 }}
          aria-label="Account"
          value={account?.id ?? ''}
          onChange={(event) => setAccountId(event.target.value)}
        >
          {accounts.data?.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.name} ··{candidate.numberEnd}, {candidate.environment.toLowerCase()}
            </option>
          ))}
        </select>
        {needsKey && (
          <span className="quiet">
            The key is read from <code>BROKERWAY_KEY</code>.
          </span>
        )}
      </div>
      {EXAMPLES.map((example) => (
        <section key={example.id} className="section">
          <header>
            <h2>{example.title}</h2>
          </header>
          <Code label={`${example.title} in ${language}`} text={example.code(setting)[language]} />
        </section>
      ))}
    </div>
  )
}
