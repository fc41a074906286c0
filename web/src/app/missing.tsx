import { Link } from '@tanstack/react-router'
import { Empty } from '@/components/states'

export function Missing() {
  return (
    <Empty
      title="There is no such page"
      action={
        <Link to="/" className="button">
          Home
        </Link>
      }
    >
      The address may be old, or mistyped.
    </Empty>
  )
}
