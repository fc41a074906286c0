import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { AreaChart } from '@/components/area-chart'
import { Segments } from '@/components/field'
import { Change, Money } from '@/components/numbers'
import { Skeleton } from '@/components/states'
import { divide, multiply, sign } from '@/lib/decimal'
import { plural } from '@/lib/format'
import type { Account, Broker, Position } from '@/lib/api/types'
import { equityQuery, type Range } from './equity-query'
import { joined } from './history'
import { dayChange, totalsOf } from './summary'
import './home.css'

const RANGES: readonly Range[] = ['1W', '1M', '1Y']

/** What some accounts are worth together, by currency, and since when. */
export function Worth({
  accounts,
  positions,
  brokers,
}: {
  accounts: readonly Account[]
  positions: readonly Position[]
  brokers: readonly Broker[]
}) {
  return (
    <section className="section worth" aria-label="Worth">
      <div className="row row-wrap" style={{ gap: 32 }}>
        {totalsOf(accounts).map((total) => (
          <div key={total.currency}>
            <div className="total">
              <Money amount={total.total} currency={total.currency} />
            </div>
            <Today
              positions={positions.filter((position) => position.instrument.currency === total.currency)}
              currency={total.currency}
            />
            {total.unread > 0 && <div className="warn">{plural(total.unread, 'account')} not read yet, not in it</div>}
          </div>
        ))}
      </div>
      <Line accounts={accounts} brokers={brokers} />
    </section>
  )
}

function Today({ positions, currency }: { positions: readonly Position[]; currency: string }) {
  const day = dayChange(positions)
  if (!day) {
    return <div className="quiet">Nothing held that has a close to compare with</div>
  }
  const percent = sign(day.before) === 0 ? null : divide(multiply(day.amount, '100'), day.before, 4)
  return (
    <div>
      <Change amount={day.amount} currency={currency} percent={percent} /> <span className="quiet">positions, since the last close</span>
    </div>
  )
}

function Line({ accounts, brokers }: { accounts: readonly Account[]; brokers: readonly Broker[] }) {
  const [range, setRange] = useState<Range>('1M')
  const currency = accounts[0]?.currency ?? 'USD'
  const keeps = accounts.filter(
    (account) =>
      account.currency === currency &&
      brokers.find((broker) => broker.id === account.brokerId)?.capabilities.extras.includes('EQUITY_HISTORY'),
  )
  const histories = useQueries({ queries: keeps.map((account) => equityQuery(account.id, range)) })
  if (keeps.length === 0) {
    return <p className="quiet">The brokers of these accounts keep no history of their worth.</p>
  }
  const points = joined(histories.flatMap((query) => query.data ?? []))
  const without = accounts.length - keeps.length
  if (histories.some((query) => query.isPending)) {
    return <Skeleton height={160} />
  }
  if (points.length < 2) {
    return (
      <p className="quiet">
        {points.length === 0 ? 'No day of history could be read.' : 'The history begins today: its line appears tomorrow.'}
      </p>
    )
  }
  return (
    <div className="stack" style={{ gap: 8 }}>
      <AreaChart label={`Worth over ${range}`} points={points} currency={currency} />
      <div className="row spread row-wrap">
        <Segments label="Range" small value={range} onChange={setRange} options={RANGES.map((value) => ({ value, label: value }))} />
        {without > 0 && (
          <span className="quiet">
            {plural(without, 'account')} without a history {without === 1 ? 'is' : 'are'} not in the line
          </span>
        )}
      </div>
    </div>
  )
}
