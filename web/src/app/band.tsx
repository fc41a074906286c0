import { useQuery } from '@tanstack/react-query'
import { accountsQuery, meQuery } from '@/lib/api/queries'

/** Says for good when the money is not real, so that nobody takes it for the other. */
export function Band() {
  const me = useQuery(meQuery)
  const accounts = useQuery(accountsQuery)
  if (me.data?.demo) {
    return <div className="band">Demo: simulated brokers and replayed prices. No order leaves this machine.</div>
  }
  const onlyPaper =
    accounts.data !== undefined &&
    accounts.data.length > 0 &&
    accounts.data.every((account) => account.environment === 'PAPER')
  return onlyPaper ? <div className="band">Paper money: every account here is a paper account.</div> : null
}
