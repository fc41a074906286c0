import { Icon } from '@/components/icons'
import { Money, Price } from '@/components/numbers'
import { Skeleton } from '@/components/states'
import type { Problem } from '@/lib/api/problem'
import type { Account, Preview } from '@/lib/api/types'
import { round, sign, subtract } from '@/lib/decimal'

/** What the gateway says that the order would lead to now. */
export function PreviewBox({
  account,
  preview,
  pending,
  problem,
}: {
  account: Account
  preview: Preview | undefined
  pending: boolean
  problem: Problem | null
}) {
  if (pending) {
    return (
      <div className="stack" role="status" aria-label="Asking for a preview">
        <Skeleton />
        <Skeleton width="70%" />
      </div>
    )
  }
  if (problem) {
    return (
      <div className="note bad" role="alert">
        <strong>{problem.title}</strong>
        <span>{problem.message}</span>
      </div>
    )
  }
  if (!preview) {
    return null
  }
  const cost = round(preview.estimatedCost, 2)
  const after = preview.buyingPower ? subtract(preview.buyingPower, cost) : null
  return (
    <div className="stack" aria-live="polite">
      <dl className="preview">
        {preview.referencePrice && (
          <>
            <dt>Reference price</dt>
            <dd>
              <Price value={preview.referencePrice} />
            </dd>
          </>
        )}
        <dt>Takes of buying power</dt>
        <dd>
          <Money amount={cost} currency={account.currency} />
        </dd>
        {preview.buyingPower && (
          <>
            <dt>Buying power now</dt>
            <dd>
              <Money amount={preview.buyingPower} currency={account.currency} />
            </dd>
            <dt>After</dt>
            <dd className={after && sign(after) < 0 ? 'loss' : undefined}>
              <Money amount={after} currency={account.currency} />
            </dd>
          </>
        )}
      </dl>
      {preview.allowed ? (
        <p className="verdict gain">
          <Icon name="check" />
          All checks pass
        </p>
      ) : (
        <ul className="note bad" role="alert">
          {preview.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.field}`} style={{ listStyle: 'none' }}>
              {reason.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
