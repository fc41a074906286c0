import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Icon } from './icons'

/**
 * A modal dialog by the browser's own element: it traps the focus, makes the rest inert and closes with
 * Escape, and unlike a scripted one it writes no style into the page, which the page's policy refuses.
 */
export function Dialog({
  title,
  open,
  onClose,
  children,
  footer,
  sheet = false,
  wide = false,
}: {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  sheet?: boolean
  wide?: boolean
}) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) {
      return
    }
    if (open && !dialog.open) {
      dialog.showModal()
    }
    // Closing gives the focus back to where it was.
    return () => dialog.close()
  }, [open])
  if (!open) {
    return null
  }
  return (
    <dialog
      ref={element}
      className={`dialog${sheet ? ' sheet' : ''}`}
      style={wide ? { width: 'min(760px, calc(100vw - 24px))' } : undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="button small icon plain" onClick={onClose} aria-label="Close">
          <Icon name="close" size={14} />
        </button>
      </header>
      <div className="body">{children}</div>
      {footer && <footer>{footer}</footer>}
    </dialog>
  )
}
