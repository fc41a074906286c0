import { useEffect, useRef, type ReactNode } from 'react'
import { compare, sign } from '@/lib/decimal'
import { formatMoney, formatPercent, formatPrice, formatQuantity, formatSignedMoney } from '@/lib/format'

/** The one place where an amount becomes text. */
export function Money({ amount, currency }: { amount: string | null; currency: string | null }) {
  return <span className="numeric">{formatMoney(amount, currency ?? 'USD')}</span>
}

export function Quantity({ value }: { value: string | null }) {
  return <span className="numeric">{formatQuantity(value)}</span>
}

/** A price; when it moves, its background shows the direction once. */
export function Price({ value, live = false }: { value: string | null; live?: boolean }) {
  const shown = useRef<HTMLSpanElement>(null)
  const before = useRef(value)
  useEffect(() => {
    const moved = live && value !== null && before.current !== null ? compare(value, before.current) : 0
    before.current = value
    if (moved !== 0) {
      flash(shown.current, moved > 0 ? 'flash-up' : 'flash-down')
    }
  }, [value, live])
  return (
    <span ref={shown} className="numeric">
      {formatPrice(value)}
    </span>
  )
}

function flash(element: HTMLElement | null, name: string): void {
  if (!element) {
    return
  }
  element.classList.remove('flash-up', 'flash-down')
  // Reading the layout between both makes the browser start the animation anew.
  if (element.offsetWidth >= 0) {
    element.classList.add(name)
  }
}

export function Percent({ value }: { value: string | null }) {
  return <Signed value={value}>{formatPercent(value)}</Signed>
}

/** A gain or a loss: by sign and colour, and its share where that is known. */
export function Change({
  amount,
  currency,
  percent = null,
}: {
  amount: string | null
  currency: string | null
  percent?: string | null
}) {
  return (
    <Signed value={amount}>
      {formatSignedMoney(amount, currency ?? 'USD')}
      {percent !== null && ` (${formatPercent(percent)})`}
    </Signed>
  )
}

function Signed({ value, children }: { value: string | null; children: ReactNode }) {
  const direction = value === null ? 0 : sign(value)
  const tone = direction > 0 ? ' gain' : direction < 0 ? ' loss' : ''
  return <span className={`numeric${tone}`}>{children}</span>
}
