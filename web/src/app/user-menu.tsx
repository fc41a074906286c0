import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Icon } from '@/components/icons'
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/menu'
import { meQuery } from '@/lib/api/queries'
import { signOut, useSession } from '@/lib/api/session'
import { chooseDensity, chooseTheme, useDensity, useTheme, type Density, type Theme } from '@/lib/preferences'

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const me = useQuery(meQuery)
  const navigate = useNavigate()
  const { key } = useSession()
  return (
    <Menu
      label="User and settings"
      trigger={
        <button type="button" className="button plain icon">
          <Icon name="user" />
        </button>
      }
    >
      <div className="heading">
        {me.data?.user.fullName ?? me.data?.user.username}
        {me.data?.demo ? ', demo' : ''}
      </div>
      <MenuChoice
        label="Colours"
        value={useTheme()}
        onChange={(value) => chooseTheme(value as Theme)}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <MenuLine />
      <MenuChoice
        label="Rows"
        value={useDensity()}
        onChange={(value) => chooseDensity(value as Density)}
        options={[
          { value: 'compact', label: 'Compact' },
          { value: 'comfortable', label: 'Comfortable' },
        ]}
      />
      <MenuLine />
      <MenuItem onSelect={() => void navigate({ to: '/developers' })}>Developers</MenuItem>
      <MenuItem onSelect={() => void navigate({ to: '/admin' })}>Admin</MenuItem>
      <MenuItem onSelect={onShortcuts}>
        Keyboard<kbd>?</kbd>
      </MenuItem>
      {key !== null && (
        <>
          <MenuLine />
          <MenuItem onSelect={signOut}>Sign out</MenuItem>
        </>
      )}
    </Menu>
  )
}
