import { Dialog } from '@/components/dialog'

const KEYS: readonly [string, string][] = [
  ['Ctrl K or ⌘K', 'Go anywhere: screens, accounts, symbols, orders'],
  ['/', 'Search'],
  ['b', 'Ticket to buy'],
  ['s', 'Ticket to sell'],
  ['j and k', 'Move in a table'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close'],
  ['?', 'This list'],
]

export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard" open={open} onClose={onClose}>
      <dl className="pairs">
        {KEYS.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
