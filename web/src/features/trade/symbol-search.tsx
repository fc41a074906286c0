import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Icon } from '@/components/icons'
import { Tag } from '@/components/tag'
import { instrumentsQuery } from '@/lib/api/instruments'
import { problemOf } from '@/lib/api/problem'
import { useDebounced } from '@/lib/debounced'
import { words } from '@/lib/format'

/** Finds what the account can trade. */
export function SymbolSearch({
  accountId,
  symbol,
  onChange,
}: {
  accountId: string
  symbol: string | null
  onChange: (symbol: string) => void
}) {
  const list = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState(0)
  const asked = useDebounced(text.trim(), 120)
  const found = useQuery({ ...instrumentsQuery(asked, accountId), enabled: asked !== '' })
  const hits = asked === '' ? [] : (found.data ?? [])
  const chosen = Math.min(current, Math.max(0, hits.length - 1))
  const shown = open && asked !== ''
  const choose = (next: string | undefined) => {
    if (next) {
      setText('')
      setOpen(false)
      onChange(next)
    }
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      setCurrent((chosen + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % Math.max(1, hits.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(hits[chosen]?.instrument.symbol)
    } else if (event.key === 'Escape') {
      setOpen(false)
    }
  }
  return (
    <div className="combo affixed">
      <span className="affix">
        <Icon name="search" size={14} />
      </span>
      <input
        className="input"
        role="combobox"
        aria-label="Symbol or name"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && hits.length > 0 ? `${list}-${chosen}` : undefined}
        placeholder={symbol ? `${symbol}, or search another symbol or name` : 'Symbol or name'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setCurrent(0)
          setOpen(true)
        }}
        onKeyDown={onKey}
        onBlur={() => setOpen(false)}
      />
      <div className="hits" id={list} role="listbox" aria-label="Instruments" hidden={!shown}>
        {hits.map((listing, index) => (
          <div
            key={`${listing.instrument.symbol} ${listing.instrument.market ?? ''}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerMove={() => setCurrent(index)}
            onPointerDown={(event) => {
              // Before the input loses the focus and the list with it.
              event.preventDefault()
              choose(listing.instrument.symbol)
            }}
          >
            <span style={{ fontWeight: 600, minWidth: 72 }}>{listing.instrument.symbol}</span>
            <span className="second truncate">{listing.name}</span>
            <Tag>{listing.tradable ? words(listing.instrument.assetClass) : 'Not tradable'}</Tag>
          </div>
        ))}
        {hits.length === 0 && (
          <div role="option" aria-selected="false" aria-disabled="true" className="second">
            {found.isError ? problemOf(found.error).message : found.isSuccess ? 'Nothing is called so here' : 'Searching'}
          </div>
        )}
      </div>
    </div>
  )
}
