import { Money, Quantity } from '@/components/numbers'
import type { Balance } from '@/lib/api/types'
import { words } from '@/lib/format'

type Line = [label: string, amount: string | null | undefined]

/** Every figure that the broker gives; what it does not give is not shown as zero. */
export function Balances({ balance }: { balance: Balance }) {
  const currency = balance.currency ?? 'USD'
  const margin = balance.margin
  return (
    <div className="split" style={{ alignItems: 'start' }}>
      <Block
        title="Cash and power"
        currency={currency}
        lines={[
          ['Total value', balance.totalValue],
          ['Cash', balance.cash],
          ['Settled cash', balance.settledCash],
          ['Withdrawable', balance.withdrawableCash],
          ['Long positions', balance.longMarketValue],
          ['Short positions', balance.shortMarketValue],
          ['Buying power', balance.buyingPower],
          ['Without margin', balance.nonMarginableBuyingPower],
          ['For options', balance.optionsBuyingPower],
          ['Intraday', balance.intradayBuyingPower],
          ...balance.byCurrency.map((cash): Line => [`Cash in ${cash.currency}`, cash.amount]),
        ]}
      />
      <div className="stack-3">
        {margin && (
          <Block
            title="Margin"
            currency={currency}
            lines={[
              ['Initial', margin.initial],
              ['Maintenance', margin.maintenance],
              ['Excess', margin.excess],
              ['Loan', margin.loan],
              ['Call', margin.call],
            ]}
          >
            {margin.multiplier && (
              <>
                <dt>Multiplier</dt>
                <dd className="end">
                  <Quantity value={margin.multiplier} />
                </dd>
              </>
            )}
          </Block>
        )}
        {Object.keys(balance.further).length > 0 && (
          <section className="section">
            <header>
              <h2>In the broker’s own words</h2>
            </header>
            <dl className="panel padded pairs">
              {Object.entries(balance.further).map(([name, value]) => (
                <div key={name} style={{ display: 'contents' }}>
                  <dt>{words(name)}</dt>
                  <dd className="end numeric">{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
    </div>
  )
}

function Block({
  title,
  lines,
  currency,
  children,
}: {
  title: string
  lines: readonly Line[]
  currency: string
  children?: React.ReactNode
}) {
  return (
    <section className="section">
      <header>
        <h2>{title}</h2>
      </header>
      <dl className="panel padded pairs">
        {lines
          .filter(([, amount]) => amount !== null && amount !== undefined)
          .map(([label, amount]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd className="end">
                <Money amount={amount ?? null} currency={currency} />
              </dd>
            </div>
          ))}
        {children}
      </dl>
    </section>
  )
}
