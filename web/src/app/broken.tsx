import { Empty } from '@/components/states'

/** A fault of the page itself: said plainly, and nothing of the reader's is lost by a reload. */
export function Broken({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Empty
        title="This screen broke"
        action={
          <button type="button" className="button" onClick={() => window.location.reload()}>
            Load it again
          </button>
        }
      >
        {error instanceof Error ? error.message : String(error)}. Orders and connections are not touched by it.
      </Empty>
    </div>
  )
}
