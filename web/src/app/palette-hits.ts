import type { NavigateOptions } from '@tanstack/react-router'

export type Hit = {
  group: 'Go to' | 'Accounts' | 'Symbols' | 'Orders'
  title: string
  hint?: string
  to: NavigateOptions
}

const MOST = 24

/** Those of which every word of the text is found, what begins with it first. Symbols were searched already. */
export function findHits(text: string, all: readonly Hit[]): Hit[] {
  const sought = text.trim().toLowerCase()
  const wanted = sought.split(/\s+/)
  const fits = (hit: Hit) => {
    const said = `${hit.title} ${hit.hint ?? ''}`.toLowerCase()
    return hit.group === 'Symbols' || wanted.every((word) => said.includes(word))
  }
  const rank = (hit: Hit) => (hit.title.toLowerCase().startsWith(sought) ? 0 : 1)
  const groups = ['Go to', 'Accounts', 'Symbols', 'Orders']
  return all
    .filter(fits)
    .map((hit, index) => ({ hit, index }))
    .sort(
      (a, b) =>
        groups.indexOf(a.hit.group) - groups.indexOf(b.hit.group) || rank(a.hit) - rank(b.hit) || a.index - b.index,
    )
    .slice(0, MOST)
    .map(({ hit }) => hit)
}
