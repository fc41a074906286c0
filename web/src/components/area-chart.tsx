import { useState } from 'react'
import { forDrawing, sign, subtract } from '@/lib/decimal'
import { formatDate } from '@/lib/time'
import { Change, Money } from './numbers'

export type Point = { at: string; value: string }

const WIDTH = 1000
const HEIGHT = 160

/** A worth over time. The table beside it, for screen readers, holds the same. */
export function AreaChart({ label, points, currency }: { label: string; points: readonly Point[]; currency: string }) {
  const [at, setAt] = useState<number | null>(null)
  const values = points.map((point) => forDrawing(point.value))
  const low = Math.min(...values)
  const span = Math.max(...values) - low || Math.max(1, Math.abs(low) * 0.001)
  const x = (index: number) => (points.length < 2 ? WIDTH : (index / (points.length - 1)) * WIDTH)
  const y = (value: number) => HEIGHT - 12 - ((value - low) / span) * (HEIGHT - 24)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) {
    return null
  }
  const line = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('')
  const chosen = at === null ? null : points[at]
  const tone = sign(subtract(last.value, first.value)) < 0 ? 'var(--loss)' : 'var(--gain)'
  return (
    <figure
      style={{ position: 'relative' }}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        const share = (event.clientX - box.left) / box.width
        setAt(Math.min(points.length - 1, Math.max(0, Math.round(share * (points.length - 1)))))
      }}
      onPointerLeave={() => setAt(null)}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} role="img" aria-label={label}>
        <path d={`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={tone} opacity="0.07" />
        <path d={line} fill="none" stroke={tone} strokeWidth="1.5" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
        {at !== null && (
          <line x1={x(at)} x2={x(at)} y1="0" y2={HEIGHT} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
        )}
      </svg>
      <figcaption className="row spread quiet" style={{ fontSize: 12 }}>
        {chosen ? (
          <>
            <span>{formatDate(chosen.at)}</span>
            <span className="row">
              <Money amount={chosen.value} currency={currency} />
              <Change amount={subtract(chosen.value, first.value)} currency={currency} />
            </span>
          </>
        ) : (
          <>
            <span>{formatDate(first.at)}</span>
            <span>{formatDate(last.at)}</span>
          </>
        )}
      </figcaption>
    </figure>
  )
}
