import { Copy } from './copy'

export function Code({ label, text }: { label: string; text: string }) {
  return (
    <div className="code">
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
      <Copy text={text} label={label} icon />
    </div>
  )
}
