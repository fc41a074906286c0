import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem, problemOf } from '@/lib/api/problem'
import { meQuery } from '@/lib/api/queries'
import { ProblemNote, Skeleton } from '@/components/states'
import { SignIn } from './sign-in'

/** Lets in whom the gateway knows: the demo without more, else by an API key. */
export function Gate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery)
  if (me.data) {
    return children
  }
  if (me.isPending) {
    return (
      <div className="gate" role="status" aria-label="Loading">
        <Skeleton width={240} height={20} />
      </div>
    )
  }
  const problem = problemOf(me.error)
  if (isRefusal(problem)) {
    return <SignIn />
  }
  return (
    <main className="gate">
      <div className="card">
        <h1>Brokerway</h1>
        <ProblemNote problem={problem} retry={() => void me.refetch()} />
      </div>
    </main>
  )
}

function isRefusal(problem: Problem): boolean {
  return problem.status === 401 || problem.status === 403
}
