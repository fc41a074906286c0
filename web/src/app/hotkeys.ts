import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Keys that work everywhere except where somebody types. */
export function useHotkeys(open: { palette: () => void; shortcuts: () => void }): void {
  const navigate = useNavigate()
  const { palette, shortcuts } = open
  useEffect(() => {
    const actions: Record<string, () => void> = {
      '/': palette,
      '?': shortcuts,
      b: () => void navigate({ to: '/trade', search: (before) => ({ ...before, side: 'BUY' }) }),
      s: () => void navigate({ to: '/trade', search: (before) => ({ ...before, side: 'SELL' }) }),
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        palette()
        return
      }
      const action = actions[event.key]
      if (action && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target)) {
        event.preventDefault()
        action()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate, palette, shortcuts])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [role="menu"]') !== null
}
