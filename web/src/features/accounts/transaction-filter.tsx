import { words } from '@/lib/format'
import { NO_FILTER, type Filter, type TransactionType } from './transactions-query'

const TYPES: readonly TransactionType[] = [
  'BUY',
  'SELL',
  'DIVIDEND',
  'INTEREST',
  'FEE',
  'TAX',
  'DEPOSIT',
  'WITHDRAWAL',
  'TRANSFER_IN',
  'TRANSFER_OUT',
  'SPLIT',
  'MERGER',
  'SPIN_OFF',
  'SYMBOL_CHANGE',
  'OPTION_EXERCISE',
  'OPTION_ASSIGNMENT',
  'OPTION_EXPIRY',
  'STAKING_REWARD',
  'FX_CONVERSION',
  'ADJUSTMENT',
  'OTHER',
]

export function TransactionFilter({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  return (
    <div className="row row-wrap" role="group" aria-label="Filter">
      <select
        className="input"
        style={{ width: 160 }}
        aria-label="Type"
        value={filter.type}
        onChange={(event) => onChange({ ...filter, type: TYPES.find((type) => type === event.target.value) ?? '' })}
      >
        <option value="">All types</option>
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {words(type)}
          </option>
        ))}
      </select>
      <input
        className="input"
        style={{ width: 120 }}
        placeholder="Symbol"
        aria-label="Symbol"
        value={filter.symbol}
        onChange={(event) => onChange({ ...filter, symbol: event.target.value })}
      />
      <input
        className="input"
        style={{ width: 150 }}
        type="date"
        aria-label="From"
        value={filter.from}
        onChange={(event) => onChange({ ...filter, from: event.target.value })}
      />
      <input
        className="input"
        style={{ width: 150 }}
        type="date"
        aria-label="To"
        value={filter.to}
        onChange={(event) => onChange({ ...filter, to: event.target.value })}
      />
      {Object.values(filter).some((value) => value !== '') && (
        <button type="button" className="button plain" onClick={() => onChange(NO_FILTER)}>
          Clear
        </button>
      )}
    </div>
  )
}
