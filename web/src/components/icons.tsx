/** The page's few drawings: 16 px, one stroke. */
const PATHS = {
  home: 'M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z',
  accounts: 'M2 5.5h12v8H2zM4 5.500v-2.500h8v2.500M10.500 9.500h1',
  trade: 'M4 3v10M4 5.500h0M2.500 5h3v5h-3zM11.500 2v12M10 4.500h3v6h-3z',
  activity: 'M1.500 8.500h3l2-5.500 3 10 2-4.500h3',
  connect: 'M6.500 9.500 9.500 6.500M7.500 4.500 9 3a2.800 2.800 0 0 1 4 4l-1.500 1.500M8.500 11.500 7 13a2.800 2.800 0 0 1-4-4l1.500-1.500',
  developers: 'm5.500 4.500-3.500 3.500 3.500 3.500M10.500 4.500l3.500 3.500-3.500 3.500',
  admin: 'M8 1.800 13.500 4v4c0 3.300-2.300 5.400-5.500 6.300C4.800 13.400 2.500 11.300 2.500 8V4zM5.800 8l1.700 1.700 3-3.200',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10M10.800 10.800 14 14',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.800V8l2.200 1.500',
  copy: 'M5.500 5.500h8v8h-8zM3.500 10.500h-1v-8h8v1',
  check: 'm3 8.500 3.200 3.200L13 4.800',
  close: 'm4 4 8 8M12 4l-8 8',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  chevron: 'm6 3.500 4.500 4.500L6 12.500',
  down: 'm3.500 6 4.500 4.500L12.500 6',
  refresh: 'M13.500 8A5.500 5.500 0 1 1 11.800 4M13.500 2v3h-3',
  external: 'M9 2.500h4.500V7M13.500 2.500 7.500 8.500M11.500 9.500v4h-9v-9h4',
  user: 'M8 8a2.800 2.800 0 1 0 0-5.600A2.800 2.800 0 0 0 8 8M2.800 13.800c.6-2.600 2.600-4 5.200-4s4.600 1.400 5.200 4',
  warn: 'M8 2 14.500 13.500h-13zM8 6.500v3M8 11.600h.01',
  download: 'M8 2.500v8M4.800 7.500 8 10.700l3.200-3.200M2.500 13.500h11',
  sync: 'M2.500 7a5.500 5.500 0 0 1 10-2M12.700 2v3h-3M13.500 9a5.500 5.500 0 0 1-10 2M3.300 14v-3h3',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

export const ClockIcon = ({ size }: { size: number }) => <Icon name="clock" size={size} />
