import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from '@/components/icons'
import { instrumentsQuery } from '@/lib/api/instruments'
import { accountsQuery, ordersQuery } from '@/lib/api/queries'
import { useDebounced } from '@/lib/debounced'
import { describeOrder } from '@/lib/orders'
import { findHits, type Hit } from './palette-hits'

const GROUPS = ['Go to', 'Accounts', 'Symbols', 'Orders'] as const

const SCREENS: readonly Hit[] = [
  { group: 'Go to', title: 'Home', to: { to: '/' } },
  { group: 'Go to', title: 'Accounts', to: { to: '/accounts' } },
  { group: 'Go to', title: 'Trade', hint: 'b, s', to: { to: '/trade' } },
  { group: 'Go to', title: 'Activity', to: { to: '/activity' } },
  { group: 'Go to', title: 'Connect a broker', to: { to: '/connect' } },
  { group: 'Go to', title: 'Developers', to: { to: '/developers' } },
  { group: 'Go to', title: 'Admin', to: { to: '/admin' } },
]

const ICONS: Record<Hit['group'], IconName> = {
  'Go to': 'chevron',
  Accounts: 'accounts',
  Symbols: 'trade',
  Orders: 'activity',
}

/** Goes anywhere by a few letters. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && element.current?.open === false) {
      element.current.showModal()
    }
  }, [open])
  if (!open) {
    return null
  }
  return (
    <dialog
      ref={element}
      className="dialog top palette"
      aria-label="Search and go anywhere"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <Search onClose={onClose} />
    </dialog>
  )
}

function Search({ onClose }: { onClose: () => void }) {
  const list = useId()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [current, setCurrent] = useState(0)
  const asked = useDebounced(text.trim(), 150)
  const accounts = useQuery(accountsQuery)
  const orders = useQuery(ordersQuery())
  const instruments = useQuery({ ...instrumentsQuery(asked, null), enabled: asked !== '' })
  const hits = findHits(text, [
    ...SCREENS,
    ...(accounts.data ?? []).map((account): Hit => ({
      group: 'Accounts',
      title: `${account.name} ··${account.numberEnd}`,
      hint: account.environment.toLowerCase(),
      to: { to: '/accounts/$accountId', params: { accountId: account.id } },
    })),
    ...(instruments.data ?? []).map((listing): Hit => ({
      group: 'Symbols',
      title: listing.instrument.symbol,
      hint: listing.name,
      to: { to: '/trade', search: { symbol: listing.instrument.symbol } },
    })),
    ...(text === '' ? [] : (orders.data ?? [])).map((order): Hit => ({
      group: 'Orders',
      title: describeOrder(order),
      hint: order.id.slice(-6),
      to: { to: '/activity/orders/$orderId', params: { orderId: order.id } },
    })),
  ])
  const chosen = Math.min(current, hits.length - 1)
  const go = (hit: Hit | undefined) => {
    if (hit) {
      onClose()
      void navigate(hit.to)
    }
  }
  const onKey = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setCurrent((chosen + step + hits.length) % Math.max(1, hits.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(hits[chosen])
    }
  }
  return (
    <>
      <input
        className="input"
        autoFocus
        placeholder="Screen, account, symbol or order"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setCurrent(0)
        }}
        onKeyDown={onKey}
        role="combobox"
        aria-label="Search"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={hits.length > 0 ? `${list}-${chosen}` : undefined}
      />
      <div className="hits" id={list} role="listbox" aria-label="Hits">
        {hits.length === 0 && (
          <div className="heading" role="option" aria-selected="false" aria-disabled="true">
            {instruments.isFetching ? 'Searching' : 'Nothing is called so'}
          </div>
        )}
        {GROUPS.map((group) => {
          const members = hits.map((hit, index) => ({ hit, index })).filter(({ hit }) => hit.group === group)
          return members.length === 0 ? null : (
            <div key={group} role="group" aria-label={group}>
              <div className="heading" aria-hidden="true">
                {group}
              </div>
              {members.map(({ hit, index }) => (
                <div
                  key={index}
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === chosen}
                  onPointerMove={() => setCurrent(index)}
                  onClick={() => go(hit)}
                >
                  <Icon name={ICONS[hit.group]} size={14} />
                  <span className="truncate">{hit.title}</span>
                  {hit.hint && <span className="hint truncate">{hit.hint}</span>}
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </>
  )
}
