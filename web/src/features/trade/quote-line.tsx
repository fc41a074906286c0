import { useQuery } from '@tanstack/react-query'
import { Moment } from '@/components/age'
import { Change, Price, Quantity } from '@/components/numbers'
import { Tag } from '@/components/tag'
import { problemOf } from '@/lib/api/problem'
import type { Account, Listing, MarketHours, Quote } from '@/lib/api/types'
import { divide, multiply, subtract } from '@/lib/decimal'
import { words } from '@/lib/format'
import { useNow } from '@/lib/now'
import { formatSpan } from '@/lib/time'
import { hoursQuery } from './queries'

const OLD = 15_000

export function QuoteLine({
  account,
  listing,
  quote,
  error,
}: {
  account: Account
  listing: Listing
  quote: Quote | undefined
  error: Error | null
}) {
  const { instrument } = listing
  const hours = useQuery(hoursQuery(account.id, instrument))
  const last = quote?.last ?? null
  const close = quote?.previousClose ?? null
  const change = last && close ? subtract(last, close) : null
  const percent = change && close ? divide(multiply(change, '100'), close, 4) : null
  return (
    <section aria-label="Price" className="stack" style={{ gap: 4 }}>
      <div className="row row-wrap">
        <h2 className="name" style={{ fontSize: 18 }}>
          {instrument.symbol}
        </h2>
        <span className="second truncate">{listing.name}</span>
        {hours.data && <Session hours={hours.data} />}
        {quote?.delayed && <Tag tone="warn">Delayed</Tag>}
      </div>
      <div className="quote-line">
        <span className="last">
          <Price value={last} live />
        </span>
        {change && <Change amount={change} currency={instrument.currency} percent={percent} />}
        <span className="second">
          Bid <Price value={quote?.bid ?? null} live /> <span className="quiet">× <Quantity value={quote?.bidSize ?? null} /></span>
        </span>
        <span className="second">
          Ask <Price value={quote?.ask ?? null} live /> <span className="quiet">× <Quantity value={quote?.askSize ?? null} /></span>
        </span>
        {quote && <QuoteAge quote={quote} />}
      </div>
      {error && <p className="warn">No price: {problemOf(error).message}</p>}
    </section>
  )
}

/** Where the price is from, and its age once it is old. */
function QuoteAge({ quote }: { quote: Quote }) {
  const age = useNow() - Date.parse(quote.asOf)
  return (
    <span className={age > OLD ? 'warn' : 'quiet'}>
      {quote.source}
      {age > OLD && `, ${formatSpan(age)} old`}
    </span>
  )
}

function Session({ hours }: { hours: MarketHours }) {
  const open = hours.session === 'REGULAR'
  const next = open ? hours.nextClose : hours.nextOpen
  return (
    <span className="row" style={{ gap: 6 }}>
      <Tag tone={open ? 'good' : 'plain'}>{open ? 'Market open' : words(hours.session)}</Tag>
      {next && (
        <span className="quiet">
          {open ? 'closes' : 'opens'} <Moment at={next} />
        </span>
      )}
    </span>
  )
}
