import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import { Icon, type IconName } from '@/components/icons'
import { accountsQuery } from '@/lib/api/queries'
import { Band } from './band'
import { Bottom } from './bottom'
import { Gate } from './gate'
import { FreshDot } from './fresh-dot'
import { Shortcuts } from './shortcuts'
import { UserMenu } from './user-menu'
import { useHotkeys } from './hotkeys'
import { useTitle } from './title'

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })))

const PLACES: readonly { to: string; label: string; icon: IconName }[] = [
  { to: '/', label: 'Home', icon: 'home' },
  { to: '/accounts', label: 'Accounts', icon: 'accounts' },
  { to: '/trade', label: 'Trade', icon: 'trade' },
  { to: '/activity', label: 'Activity', icon: 'activity' },
  { to: '/connect', label: 'Connect', icon: 'connect' },
  { to: '/developers', label: 'Developers', icon: 'developers' },
  { to: '/admin', label: 'Admin', icon: 'admin' },
]

export function Frame() {
  return (
    <Gate>
      <Inside />
    </Gate>
  )
}

function Inside() {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  const title = useTitle()
  const keys = isMac() ? '⌘K' : 'Ctrl K'
  useHotkeys({ palette: () => setOpen('palette'), shortcuts: () => setOpen('shortcuts') })
  return (
    <div className="frame">
      <a href="#screen" className="skip">
        Skip to the screen
      </a>
      <Side />
      <div className="main">
        <Band />
        <header className="head">
          <div className="where">
            <h1 className="truncate">{title}</h1>
          </div>
          <button type="button" className="search" onClick={() => setOpen('palette')}>
            <Icon name="search" size={14} />
            <span>Search or go to</span>
            <kbd>{keys}</kbd>
          </button>
          <FreshDot />
          <UserMenu onShortcuts={() => setOpen('shortcuts')} />
        </header>
        <main id="screen" className="screen" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Bottom />
      {open === 'palette' && (
        <Suspense>
          <Palette open onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <Shortcuts open={open === 'shortcuts'} onClose={() => setOpen(null)} />
    </div>
  )
}

function Side() {
  const accounts = useQuery(accountsQuery)
  return (
    <aside className="side" aria-label="Brokerway">
      <Link to="/" className="brand">
        <img src="/favicon.svg" alt="" />
        Brokerway
      </Link>
      <nav aria-label="Screens">
        {PLACES.map((place) => (
          <Link
            key={place.to}
            to={place.to}
            activeOptions={{ exact: place.to === '/' }}
            activeProps={{ className: 'active' }}
          >
            <Icon name={place.icon} />
            {place.label}
            {place.to === '/accounts' && accounts.data && <span className="count numeric">{accounts.data.length}</span>}
          </Link>
        ))}
      </nav>
      <div className="foot">
        <a href="/docs">API reference</a>
        <a href="/licenses.txt">Licences of the page</a>
      </div>
    </aside>
  )
}

function isMac(): boolean {
  return /\bMac/.test(navigator.userAgent)
}
