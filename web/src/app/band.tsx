import { useQuery } from '@tanstack/react-query'
import { accountsQuery, meQuery } from '@/lib/api/queries'
import { actFor, useSession } from '@/lib/api/session'

/** Says for good what must not be mistaken: for whom the page acts, and that the money is not real. */
export function Band() {
  const me = useQuery(meQuery)
  const accounts = useQuery(accountsQuery)
  const { actingFor } = useSession()
  const onlyPaper =
    accounts.data !== undefined &&
    accounts.data.length > 0 &&
    accounts.data.every((account) => account.environment === 'PAPER')
  return (
    <>
      {actingFor !== null && (
        <div className="band acting">
          You act for {me.data?.user.username ?? actingFor}.
          <button type="button" onClick={() => actFor(null)}>
            End
          </button>
        </div>
      )}
      {me.data?.demo ? (
        <div className="band">Demo: simulated brokers and replayed prices. No order leaves this machine.</div>
      ) : (
        onlyPaper && <div className="band">Paper money: every account here is a paper account.</div>
      )}
    </>
  )
}
