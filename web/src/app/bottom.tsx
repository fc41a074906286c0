import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '@/components/icons'

const PLACES: readonly { to: string; label: string; icon: IconName }[] = [
  { to: '/', label: 'Home', icon: 'home' },
  { to: '/accounts', label: 'Accounts', icon: 'accounts' },
  { to: '/trade', label: 'Trade', icon: 'trade' },
  { to: '/activity', label: 'Activity', icon: 'activity' },
  { to: '/connect', label: 'Connect', icon: 'connect' },
]

/** The side bar of narrow screens. The rest is in the menu of the user and in the palette. */
export function Bottom() {
  return (
    <nav className="bottom" aria-label="Screens">
      {PLACES.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          activeOptions={{ exact: place.to === '/' }}
          activeProps={{ className: 'active' }}
        >
          <Icon name={place.icon} size={18} />
          {place.label}
        </Link>
      ))}
    </nav>
  )
}
