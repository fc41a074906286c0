import { useState } from 'react'
import { Segments } from '@/components/field'
import { Money } from '@/components/numbers'
import { Shares } from '@/components/shares'
import { words } from '@/lib/format'
import type { Account, Position } from '@/lib/api/types'
import { assetParts, partsOf } from './summary'

type By = 'asset' | 'broker' | 'account'

/** How what is owned divides, one currency at a time. */
export function Allocation({
  accounts,
  positions,
  nameOf,
}: {
  accounts: readonly Account[]
  positions: readonly Position[]
  nameOf: (brokerId: string) => string
}) {
  const [by, setBy] = useState<By>('asset')
  const currencies = [...new Set(accounts.map((account) => account.currency))]
  return (
    <section className="section" aria-labelledby="allocation">
      <header className="spread">
        <h2 id="allocation">Allocation</h2>
        <Segments
          label="Allocation by"
          small
          value={by}
          onChange={setBy}
          options={[
            { value: 'asset', label: 'Asset' },
            { value: 'broker', label: 'Broker' },
            { value: 'account', label: 'Account' },
          ]}
        />
      </header>
      {currencies.map((currency) => {
        const members = accounts.filter((account) => account.currency === currency)
        const held = positions.filter((position) => members.some((account) => account.id === position.accountId))
        const parts =
          by === 'asset'
            ? assetParts(members, held).map((part) => ({ ...part, name: words(part.name) }))
            : partsOf(members, (account) =>
                by === 'broker'
                  ? `${nameOf(account.brokerId)}, ${account.environment.toLowerCase()}`
                  : `${account.name} ··${account.numberEnd}`,
              )
        return (
          <div key={currency} className="panel padded">
            <Shares
              label={`Allocation in ${currency}`}
              parts={parts.map((part) => ({ ...part, shown: <Money amount={part.value} currency={currency} /> }))}
            />
          </div>
        )
      })}
    </section>
  )
}
