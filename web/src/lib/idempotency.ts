/** A key for one intention: made when the intention is, kept over all its tries. */
export function newIdempotencyKey(): string {
  return `page-${crypto.randomUUID()}`
}
