import { Link } from '@tanstack/react-router'
import { Icon } from '@/components/icons'
import { SkeletonRows } from '@/components/states'
import type { Need } from './summary'

export function Needs({ needs, asked }: { needs: readonly Need[]; asked: boolean }) {
  return (
    <section className="section" aria-labelledby="needs">
      <header>
        <h2 id="needs">
          Needs you {needs.length > 0 && <span className="count numeric">{needs.length}</span>}
        </h2>
      </header>
      <div className="panel">
        {!asked && needs.length === 0 ? (
          <SkeletonRows rows={2} label="what needs you" />
        ) : needs.length === 0 ? (
          <p className="row" style={{ padding: 12 }}>
            <span className="gain" style={{ display: 'inline-flex' }}>
              <Icon name="check" />
            </span>
            <span>Nothing. Logins are good, no order is in doubt.</span>
          </p>
        ) : (
          <ul className="rows">
            {needs.map((need) => (
              <li key={need.id}>
                <NeedLink need={need} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function NeedLink({ need }: { need: Need }) {
  const inside = (
    <>
      <span className="warn" style={{ display: 'inline-flex' }}>
        <Icon name="warn" />
      </span>
      <span className="grow">
        <span className="truncate" style={{ display: 'block', fontWeight: 500 }}>
          {need.title}
        </span>
        <span className="second truncate" style={{ display: 'block' }}>
          {need.detail}
        </span>
      </span>
      <Icon name="chevron" size={14} />
    </>
  )
  if ('order' in need.to) {
    return (
      <Link className="item" to="/activity/orders/$orderId" params={{ orderId: need.to.order }}>
        {inside}
      </Link>
    )
  }
  return 'connection' in need.to ? (
    <Link className="item" to="/connections/$connectionId" params={{ connectionId: need.to.connection }}>
      {inside}
    </Link>
  ) : (
    <Link className="item" to="/accounts/$accountId" params={{ accountId: need.to.account }}>
      {inside}
    </Link>
  )
}
