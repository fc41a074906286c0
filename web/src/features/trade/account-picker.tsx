import type { Account } from '@/lib/api/types'
import { formatMoney } from '@/lib/format'

export function AccountPicker({
  account,
  accounts,
  onChange,
}: {
  account: Account
  accounts: readonly Account[]
  onChange: (id: string) => void
}) {
  return (
    <select
      className="input"
      aria-label="Account"
      value={account.id}
      onChange={(event) => onChange(event.target.value)}
    >
      {accounts.map((candidate) => (
        <option key={candidate.id} value={candidate.id}>
          {candidate.name} ··{candidate.numberEnd}, {candidate.environment.toLowerCase()},{' '}
          {formatMoney(candidate.balance.totalValue ?? null, candidate.currency)}
        </option>
      ))}
    </select>
  )
}
