import { useQuery } from '@tanstack/react-query'
import { accountsQuery } from '@/lib/api/queries'
import { plural } from '@/lib/format'

/** Whether all that is shown is fresh, in one word beside the head line's search. */
export function FreshDot() {
  const accounts = useQuery(accountsQuery)
  if (!accounts.data || accounts.data.length === 0) {
    return null
  }
  const old = accounts.data.filter((account) => account.balance.freshness.status !== 'FRESH').length
  const [tone, text] = accounts.isError
    ? (['bad', 'gateway does not answer'] as const)
    : old === 0
      ? (['good', 'all fresh'] as const)
      : (['warn', `${plural(old, 'account')} not fresh`] as const)
  return (
    <span className="row second fresh" style={{ gap: 6 }} role="status">
      <span className={`dot ${tone}`} />
      <span className="numeric">{text}</span>
    </span>
  )
}
