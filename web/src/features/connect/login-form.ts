import type { BrokerLogin, LoginField } from '@/lib/api/types'

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

/** Whether the user leaves for another page in the course of the login. */
export function leavesThePage(login: BrokerLogin): boolean {
  return ['OAUTH2_CODE', 'OAUTH1_VERIFIER', 'REQUEST_TOKEN', 'AGGREGATOR_LINK'].includes(login.kind)
}
