import { useState } from 'react'
import { Code } from '@/components/code'
import type { OrderEvent } from '@/lib/api/types'
import { formatExact } from '@/lib/time'
import { summaryOf, titleOf, toneOf } from './event-words'
import './timeline.css'

/** An order's events, oldest first, with the time from one to the next. */
export function Timeline({ events }: { events: readonly OrderEvent[] }) {
  const [open, setOpen] = useState<number | null>(null)
  return (
    <ol className="timeline">
      {events.map((event, index) => {
        const before = events[index - 1]
        const since = before ? Date.parse(event.recordedAt) - Date.parse(before.recordedAt) : null
        const isOpen = open === event.sequence
        return (
          <li key={event.sequence} className={`at ${toneOf(event.type)}`}>
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => setOpen(isOpen ? null : event.sequence)}
            >
              <span className="what">
                <strong>{titleOf(event.type)}</strong>
                <span className="second">{summaryOf(event, false)}</span>
              </span>
              <span className="when numeric quiet">
                <time dateTime={event.recordedAt} title={formatExact(event.recordedAt)}>
                  {event.recordedAt.slice(11, 23)}
                </time>
                {since !== null && <span>+{since.toLocaleString()} ms</span>}
              </span>
            </button>
            {isOpen && <Code label="details" text={JSON.stringify(event.details, null, 2)} />}
          </li>
        )
      })}
    </ol>
  )
}
