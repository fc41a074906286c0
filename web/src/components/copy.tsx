import { useEffect, useState } from 'react'
import { Icon } from './icons'

/** Copies a text; the button says that it did. */
export function Copy({ text, label, icon = false }: { text: string; label: string; icon?: boolean }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) {
      return
    }
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <button
      type="button"
      className={`button small${icon ? ' icon plain' : ''}`}
      onClick={copy}
      aria-label={icon ? `Copy ${label}` : undefined}
      title={`Copy ${label}`}
    >
      <Icon name={copied ? 'check' : 'copy'} size={13} />
      {!icon && <span className="truncate">{copied ? 'Copied' : label}</span>}
    </button>
  )
}
