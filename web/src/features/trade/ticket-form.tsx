import { useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { DecimalField, Segments, SelectField } from '@/components/field'
import { Money, Quantity } from '@/components/numbers'
import { useDebounced } from '@/lib/debounced'
import { problemOf } from '@/lib/api/problem'
import type { OrderBody, Position, Quote } from '@/lib/api/types'
import { absolute } from '@/lib/decimal'
import { words } from '@/lib/format'
import { Confirm } from './confirm'
import { PreviewBox } from './preview-box'
import { previewQuery } from './queries'
import {
  EMPTY,
  bodyOf,
  cautionOf,
  choicesFor,
  lacking,
  needsLimit,
  needsStop,
  needsTrail,
  offersExits,
  sentenceOf,
  worthOf,
  type Draft,
  type Subject,
} from './ticket'

/** The order as it is being made: only what broker, account and instrument take can be chosen. */
export function Ticket({
  account,
  broker,
  listing,
  quote,
  position,
  side,
}: Subject & { quote: Quote | undefined; position: Position | undefined; side: 'BUY' | 'SELL' }) {
  const subject = { account, broker, listing }
  const { instrument } = listing
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, side })
  const [sending, setSending] = useState<OrderBody | null>(null)
  const set = (over: Partial<Draft>) => setDraft({ ...draft, ...over })
  const choices = choicesFor(draft, broker, instrument.assetClass)
  const exits = offersExits(draft, choices, broker, instrument.assetClass)
  const reason = lacking(draft, choices, subject)
  const body = reason === null ? bodyOf(draft, choices, subject, exits) : null
  const asked = useDebounced(JSON.stringify(body), 250)
  const preview = useQuery(previewQuery(JSON.parse(asked) as OrderBody | null))
  const problem = preview.isError && body ? problemOf(preview.error) : null
  const about = body ? (worthOf(body, instrument, quote) ?? (body.notional ? null : (preview.data?.estimatedCost ?? null))) : null
  const sentence = body ? sentenceOf(body, instrument, about) : `${words(draft.side)} ${instrument.symbol}`
  const blocked = reason ?? problem?.message ?? (preview.data?.allowed === false ? 'The checks refuse it, see below.' : null)
  const caution = body ? cautionOf(body, quote) : null
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (body && blocked === null) {
      setSending(body)
    }
  }
  return (
    <form className="ticket" onSubmit={submit} autoComplete="off" aria-label={`Ticket for ${instrument.symbol}`}>
      <Segments
        label="Side"
        value={draft.side}
        onChange={(value) => set({ side: value })}
        options={[
          { value: 'BUY', label: 'Buy' },
          { value: 'SELL', label: 'Sell' },
          ...(listing.shortable === false || instrument.assetClass === 'CRYPTO'
            ? []
            : [{ value: 'SELL_SHORT' as const, label: 'Sell short' }]),
        ]}
      />
      {position && (
        <div className="row spread second">
          <span>
            You hold <Quantity value={position.quantity} />
          </span>
          <button
            type="button"
            className="button small"
            onClick={() =>
              set({
                side: position.quantity.startsWith('-') ? 'BUY' : 'SELL',
                by: 'units',
                quantity: absolute(position.available && !position.quantity.startsWith('-') ? position.available : position.quantity),
              })
            }
          >
            Close all
          </button>
        </div>
      )}
      <SelectField
        label="Type"
        value={choices.type}
        onChange={(event) => set({ type: choices.types.find((type) => type === event.target.value) ?? choices.type })}
      >
        {choices.types.map((type) => (
          <option key={type} value={type}>
            {words(type)}
          </option>
        ))}
      </SelectField>
      {choices.kinds.includes('NOTIONAL') && (
        <Segments
          label="Quantity in"
          small
          value={draft.by}
          onChange={(value) => set({ by: value })}
          options={[
            { value: 'units', label: 'Units' },
            { value: 'money', label: `Amount in ${instrument.currency}` },
          ]}
        />
      )}
      {draft.by === 'money' && choices.kinds.includes('NOTIONAL') ? (
        <DecimalField
          label={`Amount in ${instrument.currency}`}
          value={draft.notional}
          onValue={(value) => set({ notional: value })}
          placeholder="500.00"
          wrong={problem?.field('notional')}
        />
      ) : (
        <DecimalField
          label="Quantity"
          value={draft.quantity}
          onValue={(value) => set({ quantity: value, by: 'units' })}
          placeholder={choices.kinds.includes('FRACTIONAL_UNITS') ? '10 or 0.5' : '10'}
          wrong={problem?.field('quantity')}
        />
      )}
      {needsLimit(choices.type) && (
        <DecimalField
          label="Limit price"
          value={draft.limitPrice}
          onValue={(value) => set({ limitPrice: value })}
          placeholder={quote?.last ?? ''}
          help={caution}
          wrong={problem?.field('limitPrice')}
        />
      )}
      {needsStop(choices.type) && (
        <DecimalField
          label="Stop price"
          value={draft.stopPrice}
          onValue={(value) => set({ stopPrice: value })}
          placeholder={quote?.last ?? ''}
          wrong={problem?.field('stopPrice')}
        />
      )}
      {needsTrail(choices.type) && (
        <div className="two">
          <DecimalField label="Follows by" value={draft.trail} onValue={(value) => set({ trail: value })} wrong={problem?.field('trail.value')} />
          <SelectField
            label="In"
            value={draft.trailUnit}
            onChange={(event) => set({ trailUnit: event.target.value === 'AMOUNT' ? 'AMOUNT' : 'PERCENT' })}
          >
            <option value="PERCENT">Percent</option>
            <option value="AMOUNT">{instrument.currency}</option>
          </SelectField>
        </div>
      )}
      <div className="two">
        <SelectField
          label="Valid"
          value={choices.timeInForce}
          onChange={(event) => set({ timeInForce: choices.timesInForce.find((time) => time === event.target.value) ?? choices.timeInForce })}
        >
          {choices.timesInForce.map((time) => (
            <option key={time} value={time}>
              {TIME_WORDS[time]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Session"
          value={choices.session}
          disabled={choices.sessions.length < 2}
          onChange={(event) => set({ session: choices.sessions.find((session) => session === event.target.value) ?? choices.session })}
        >
          {choices.sessions.map((session) => (
            <option key={session} value={session}>
              {words(session)}
            </option>
          ))}
        </SelectField>
      </div>
      {choices.timeInForce === 'GTD' && (
        <div className="field">
          <label htmlFor="good-until">Good until</label>
          <input
            id="good-until"
            className="input"
            type="datetime-local"
            value={draft.goodUntil}
            onChange={(event) => set({ goodUntil: event.target.value })}
          />
        </div>
      )}
      {exits && (
        <details>
          <summary className="second">Exits run by {broker.name}</summary>
          <div className="two" style={{ marginTop: 8 }}>
            <DecimalField label="Take profit" value={draft.takeProfit} onValue={(value) => set({ takeProfit: value })} wrong={problem?.field('takeProfit.limitPrice')} />
            <DecimalField label="Stop loss" value={draft.stopLoss} onValue={(value) => set({ stopLoss: value })} wrong={problem?.field('stopLoss.stopPrice')} />
          </div>
        </details>
      )}
      <PreviewBox account={account} preview={body ? preview.data : undefined} pending={body !== null && preview.isPending} problem={problem} />
      <button type="submit" className="button primary wide send" disabled={blocked !== null || body === null}>
        {sentence}
      </button>
      {blocked && (
        <p className="quiet" role="status">
          {blocked}
        </p>
      )}
      {!blocked && account.environment === 'LIVE' && (
        <p className="row warn" style={{ gap: 4 }}>
          Live money: <Money amount={account.balance.buyingPower ?? null} currency={account.currency} /> to spend
        </p>
      )}
      {sending && (
        <Confirm
          subject={subject}
          body={sending}
          sentence={sentence}
          preview={preview.data}
          onClose={() => setSending(null)}
          onSent={() => setDraft({ ...draft, quantity: '', notional: '', takeProfit: '', stopLoss: '' })}
        />
      )}
    </form>
  )
}

const TIME_WORDS: Record<Draft['timeInForce'], string> = {
  DAY: 'Today',
  GTC: 'Until canceled',
  GTD: 'Until a date',
  IOC: 'At once or not (IOC)',
  FOK: 'All or nothing (FOK)',
  OPG: 'At the open',
  CLS: 'At the close',
}
