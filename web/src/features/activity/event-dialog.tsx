import { Code } from '@/components/code'
import { Dialog } from '@/components/dialog'
import { Moment } from '@/components/age'
import type { LogEvent } from '@/lib/api/types'
import { titleOf } from './event-words'

/** An event whole, as the log has it. */
export function EventDialog({ event, onClose }: { event: LogEvent; onClose: () => void }) {
  return (
    <Dialog title={titleOf(event.type)} open onClose={onClose}>
      <div className="stack-3">
        <dl className="pairs">
          <dt>Type</dt>
          <dd className="mono">{event.type}</dd>
          <dt>Recorded</dt>
          <dd>
            <Moment at={event.recordedAt} />
          </dd>
          <dt>Position</dt>
          <dd className="numeric">{event.position}</dd>
          <dt>About</dt>
          <dd className="mono">{event.subject}</dd>
          <dt>By</dt>
          <dd className="mono">{event.actor}</dd>
        </dl>
        <Code label="details" text={JSON.stringify(event.details, null, 2)} />
      </div>
    </Dialog>
  )
}
