import {
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  useReactTable,
  type ColumnDef,
  type RowData,
  type SortingState,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type ReactNode } from 'react'

declare module '@tanstack/react-table' {
  // The parameters must be there, or it is another interface.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Whether the column holds figures. */
    right?: boolean
  }
}

export type Column<T> = ColumnDef<T>

const ROW = 32
const MANY = 60

/**
 * A table that sorts, opens rows by click, Enter, j and k, and draws of many rows only those in
 * sight. Rows in between stand as two empty ones of their height, so it remains a true table.
 */
export function DataTable<T>({
  label,
  rows,
  columns,
  rowId,
  onOpen,
  sortedBy = [],
  maxHeight,
  footer,
}: {
  label: string
  rows: readonly T[]
  columns: Column<T>[]
  rowId: (row: T) => string
  onOpen?: (row: T) => void
  sortedBy?: SortingState
  maxHeight?: number | string
  footer?: ReactNode
}) {
  const [sorting, setSorting] = useState<SortingState>(sortedBy)
  const [current, setCurrent] = useState<string | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const table = useReactTable({
    data: rows as T[],
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    sortDescFirst: false,
  })
  const all = table.getRowModel().rows
  const many = all.length > MANY
  const virtual = useVirtualizer({
    count: all.length,
    enabled: many,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const shown = many ? items.flatMap((item) => all[item.index] ?? []) : all
  const before = many ? (items[0]?.start ?? 0) : 0
  const after = many ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  const width = table.getVisibleLeafColumns().length

  const move = (step: number) => {
    const index = all.findIndex((row) => row.id === current)
    const next = all[Math.min(all.length - 1, Math.max(0, index + step))]
    if (next) {
      setCurrent(next.id)
      if (many) {
        virtual.scrollToIndex(next.index)
      }
    }
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget && (event.target as HTMLElement).closest('button, a, input, select')) {
      return
    }
    if (event.key === 'j' || event.key === 'ArrowDown') {
      event.preventDefault()
      move(1)
    } else if (event.key === 'k' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(-1)
    } else if (event.key === 'Enter' && current !== null) {
      // Else the same key would press what has the focus in the dialog that opens.
      event.preventDefault()
      const row = all.find((candidate) => candidate.id === current)
      if (row && onOpen) {
        onOpen(row.original)
      }
    }
  }
  useEffect(() => {
    if (!many && current !== null) {
      scroll.current?.querySelector('[data-current="true"]')?.scrollIntoView({ block: 'nearest' })
    }
  }, [current, many])

  return (
    <div
      ref={scroll}
      className="table-scroll"
      style={maxHeight === undefined && many ? { maxHeight: '70dvh' } : { maxHeight }}
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <table className="table" aria-rowcount={all.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const direction = header.column.getIsSorted()
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={isRight(header.column.columnDef) ? 'right' : undefined}
                    aria-sort={direction === false ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
                  >
                    {header.column.getCanSort() ? (
                      <button type="button" onClick={header.column.getToggleSortingHandler()}>
                        {flexRender(header.column.columnDef.header, header.getContext())}
                        {direction !== false && <span aria-hidden="true">{direction === 'asc' ? '↑' : '↓'}</span>}
                      </button>
                    ) : (
                      flexRender(header.column.columnDef.header, header.getContext())
                    )}
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} width={width} />}
          {shown.map((row) => (
            <tr
              key={row.id}
              className={onOpen ? 'opens' : undefined}
              data-current={row.id === current ? 'true' : undefined}
              onClick={(event) => {
                setCurrent(row.id)
                if (onOpen && !(event.target as HTMLElement).closest('button, a')) {
                  onOpen(row.original)
                }
              }}
            >
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} className={isRight(cell.column.columnDef) ? 'right' : undefined}>
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 && <Gap height={after} width={width} />}
        </tbody>
      </table>
      {footer}
    </div>
  )
}

function Gap({ height, width }: { height: number; width: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={width} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

function isRight<T>(column: ColumnDef<T>): boolean {
  return column.meta?.right === true
}
