import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Dialog } from '@/components/dialog'
import { Skeleton } from '@/components/states'
import { quotesQuery } from '@/lib/api/queries'
import type { Account, Broker, Listing, Order, Position } from '@/lib/api/types'
import { QuoteLine } from './quote-line'
import { Ticket } from './ticket-form'

const Chart = lazy(() => import('./chart').then((module) => ({ default: module.Chart })))

/** Price, chart and ticket of one instrument on one account. */
export function Desk({
  account,
  broker,
  listing,
  orders,
  positions,
  side,
}: {
  account: Account
  broker: Broker
  listing: Listing
  orders: readonly Order[]
  positions: readonly Position[]
  side: 'BUY' | 'SELL'
}) {
  const { symbol } = listing.instrument
  const quotes = useQuery(quotesQuery(account.id, [symbol]))
  const quote = quotes.data?.find((candidate) => candidate.instrument.symbol === symbol)
  const position = positions.find((candidate) => candidate.instrument.symbol === symbol)
  const [sheet, setSheet] = useState<'BUY' | 'SELL' | null>(null)
  const ticket = (wanted: 'BUY' | 'SELL') => (
    <Ticket
      key={wanted}
      account={account}
      broker={broker}
      listing={listing}
      quote={quote}
      position={position}
      side={wanted}
    />
  )
  return (
    <>
      <div className="desk">
        <div className="desk-left">
          <QuoteLine account={account} listing={listing} quote={quote} error={quotes.error} />
          {broker.capabilities.bars ? (
            <Suspense fallback={<Skeleton height={400} />}>
              <Chart
                account={account}
                listing={listing}
                orders={orders.filter((order) => order.instrument?.symbol === symbol)}
                position={position}
              />
            </Suspense>
          ) : (
            <p className="note">{broker.name} gives no bars, so there is no chart.</p>
          )}
        </div>
        <section className="panel padded ticket-side" aria-label="Ticket">
          {ticket(side)}
        </section>
      </div>
      <div className="trade-buttons">
        <button type="button" className="button primary" onClick={() => setSheet('BUY')}>
          Buy
        </button>
        <button type="button" className="button" onClick={() => setSheet('SELL')}>
          Sell
        </button>
      </div>
      <Dialog title={`${symbol}, ${account.name}`} open={sheet !== null} sheet onClose={() => setSheet(null)}>
        {sheet && ticket(sheet)}
      </Dialog>
    </>
  )
}
