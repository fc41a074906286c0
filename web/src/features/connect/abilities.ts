import { words } from '@/lib/format'
import type { Broker } from '@/lib/api/types'

/** What a broker can do, in the few words of its card. */
export function abilitiesOf(broker: Broker): string[] {
  const { capabilities } = broker
  const types = new Set(capabilities.orders.flatMap((row) => row.types))
  const quantities = new Set(capabilities.orders.flatMap((row) => row.quantities))
  return [
    capabilities.readOnly ? 'Read-only' : `Trades, ${types.size} order ${types.size === 1 ? 'type' : 'types'}`,
    ...(quantities.has('FRACTIONAL_UNITS') ? ['Fractions'] : []),
    ...(quantities.has('NOTIONAL') ? ['By amount'] : []),
    ...(capabilities.nativeOrderClasses.length > 0
      ? [capabilities.nativeOrderClasses.map((kind) => words(kind)).join(', ')]
      : []),
    ...(capabilities.streams.length > 0 ? ['Live updates'] : []),
  ]
}

/** Found by name, asset or kind of login. */
export function matches(broker: Broker, text: string): boolean {
  const sought = text.trim().toLowerCase()
  const said = [
    broker.id,
    broker.name,
    ...broker.capabilities.assetClasses,
    ...broker.logins.map((login) => `${login.title} ${words(login.kind)}`),
  ]
  return said.some((part) => part.toLowerCase().includes(sought))
}
