import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Icon } from '@/components/icons'
import { problemOf } from '@/lib/api/problem'
import type { Account, Transaction } from '@/lib/api/types'
import { download, toCsv } from '@/lib/csv'
import { plural } from '@/lib/format'
import { rowsOf } from './transactions-csv'
import { readTransactions, type Filter } from './transactions-query'

const MOST_PAGES = 400

/** All transactions of the filter as one file, page by page, with the count as it grows. */
export function Export({ account, filter }: { account: Account; filter: Filter }) {
  const [count, setCount] = useState(0)
  const run = useMutation({
    mutationFn: async () => {
      setCount(0)
      const all: Transaction[] = []
      let token: string | null = null
      for (let page = 0; page < MOST_PAGES; page++) {
        const read: Awaited<ReturnType<typeof readTransactions>> = await readTransactions(account.id, filter, token)
        all.push(...read.items)
        setCount(all.length)
        token = read.nextPageToken ?? null
        if (token === null) {
          return all
        }
      }
      throw new Error(`more than ${MOST_PAGES} pages: narrow the dates`)
    },
    onSuccess: (all) => download(`transactions-${account.numberEnd}.csv`, toCsv(rowsOf(all))),
  })
  return (
    <span className="row">
      {run.isError && (
        <span className="loss" role="alert">
          {problemOf(run.error).message}
        </span>
      )}
      <button type="button" className="button" disabled={run.isPending} onClick={() => run.mutate()}>
        <Icon name="download" size={13} />
        {run.isPending ? `${plural(count, 'transaction')} so far` : 'Export CSV'}
      </button>
    </span>
  )
}
