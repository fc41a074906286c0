import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'

const TITLES: readonly [prefix: string, title: string][] = [
  ['/accounts/', 'Account'],
  ['/accounts', 'Accounts'],
  ['/connections', 'Connection'],
  ['/activity/orders', 'Order'],
  ['/activity', 'Activity'],
  ['/trade', 'Trade'],
  ['/connect', 'Connect'],
  ['/developers', 'Developers'],
  ['/admin', 'Admin'],
]

/** The name of the screen, in the head line and in the browser's tab. */
export function useTitle(): string {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const title = TITLES.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'Home'
  useEffect(() => {
    document.title = `${title} · Brokerway`
  }, [title])
  return title
}
