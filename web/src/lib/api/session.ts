import { createStore, useStore } from '../store'

/**
 * How the page says who asks. A key lives in memory alone: no storage of the browser outlives the tab's
 * page, so a reload asks for it again. The demo needs none.
 */
export type Session = {
  /** Null: nothing is sent, which only the demo takes. */
  key: string | null
  /** The application's own id of the user that it acts for, or ours; null for its default user. */
  actingFor: string | null
}

const NOBODY: Session = { key: null, actingFor: null }

export const session = createStore<Session>(NOBODY)

export function signIn(key: string): void {
  session.set({ key, actingFor: null })
}

export function actFor(user: string | null): void {
  session.set({ ...session.get(), actingFor: user })
}

export function signOut(): void {
  session.set(NOBODY)
}

export const useSession = (): Session => useStore(session)
