import type { Transaction } from '@/lib/api/types'

const HEAD = [
  'occurredAt',
  'type',
  'subType',
  'symbol',
  'quantity',
  'price',
  'amount',
  'fee',
  'currency',
  'status',
  'settlementDate',
  'description',
  'brokerOrderId',
  'brokerTransactionId',
  'id',
]

/** Transactions with the API's own names and exact figures, for a spreadsheet. */
export function rowsOf(transactions: readonly Transaction[]): (string | null)[][] {
  return [HEAD, ...transactions.map(row)]
}

function row(transaction: Transaction): (string | null)[] {
  return [
    transaction.occurredAt,
    transaction.type,
    transaction.subType,
    transaction.instrument?.symbol ?? null,
    transaction.quantity ?? null,
    transaction.price ?? null,
    transaction.amount ?? null,
    transaction.fee ?? null,
    transaction.currency ?? null,
    transaction.status,
    transaction.settlementDate ?? null,
    transaction.description,
    transaction.brokerOrderId ?? null,
    transaction.brokerTransactionId ?? null,
    transaction.id,
  ]
}
