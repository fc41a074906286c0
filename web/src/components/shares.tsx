import { useId, type ReactNode } from 'react'
import { divide, forDrawing, multiply, sign, sum } from '@/lib/decimal'
import { formatPercent } from '@/lib/format'

export type Share = { name: string; value: string; shown: ReactNode }

const SERIES = 6

/** How a whole divides: one bar, and each part in words. Parts of nothing are not shown. */
export function Shares({ label, parts }: { label: string; parts: readonly Share[] }) {
  const id = useId()
  const positive = parts.filter((part) => sign(part.value) > 0)
  const whole = sum(positive.map((part) => part.value))
  const percents = positive.map((part) => divide(multiply(part.value, '100'), whole, 2) ?? '0')
  const widths = percents.map(forDrawing)
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((a, b) => a + b, 0))
  return (
    <div className="shares">
      <div className="track" aria-hidden="true">
        <svg viewBox="0 0 100 8" preserveAspectRatio="none">
          {widths.map((width, index) => (
            <rect
              key={`${id}${index}`}
              className={series(index)}
              x={starts[index]}
              width={Math.max(0, width - (index === widths.length - 1 ? 0 : 0.4))}
              height="8"
            />
          ))}
        </svg>
      </div>
      <ul aria-label={label}>
        {positive.map((part, index) => (
          <li key={part.name}>
            <span className={`swatch ${series(index)}`} />
            <span className="truncate" style={{ flex: 1 }}>
              {part.name}
            </span>
            <span className="second">{part.shown}</span>
            <span className="numeric quiet end" style={{ minWidth: 52 }}>
              {formatPercent(percents[index] ?? null, false)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function series(index: number): string {
  return `series-${Math.min(index, SERIES - 1) + 1}`
}
