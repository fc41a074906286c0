import { useEffect, useState } from 'react'

/** The value once it rested for so long. */
export function useDebounced<T>(value: T, millis: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), millis)
    return () => clearTimeout(timer)
  }, [value, millis])
  return rested
}
