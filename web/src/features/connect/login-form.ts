import type { LoginField } from '@/lib/api/types'

export type Typed = Readonly<Record<string, string>>

/** What is sent: fields that were left empty are left out. */
export function sent(fields: readonly LoginField[], typed: Typed): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = field.secret ? (typed[field.name] ?? '') : (typed[field.name] ?? '').trim()
      return value === '' ? [] : [[field.name, value]]
    }),
  )
}

/** The labels of required fields that are empty. */
export function missing(fields: readonly LoginField[], typed: Typed): string[] {
  return fields.filter((field) => field.required && !(typed[field.name] ?? '').trim()).map((field) => field.label)
}

/** What the user brings back from the broker's page: the address that he was sent to, or the code shown there. */
export function broughtBack(text: string): { address: string } | { fields: Record<string, string> } {
  const brought = text.trim()
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(brought) ? { address: brought } : { fields: { verifier: brought } }
}
