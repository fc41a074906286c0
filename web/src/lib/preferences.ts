import { createStore, useStore } from './store'

/** What the reader chose about looks; the only thing that the page keeps in the browser. */
export type Theme = 'system' | 'light' | 'dark'
export type Density = 'compact' | 'comfortable'

const THEME = 'brokerway.theme'
const DENSITY = 'brokerway.density'
const dark = window.matchMedia('(prefers-color-scheme: dark)')

const themes = createStore<Theme>(read(THEME, ['system', 'light', 'dark'], 'system'))
const densities = createStore<Density>(read(DENSITY, ['compact', 'comfortable'], 'compact'))
const shown = createStore<'light' | 'dark'>('light')

function read<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const kept = localStorage.getItem(key)
  return allowed.find((value) => value === kept) ?? otherwise
}

function apply(): void {
  const theme = themes.get() === 'system' ? (dark.matches ? 'dark' : 'light') : themes.get()
  document.documentElement.dataset['theme'] = theme
  document.documentElement.dataset['density'] = densities.get()
  shown.set(theme === 'dark' ? 'dark' : 'light')
}

export function startPreferences(): void {
  dark.addEventListener('change', apply)
  apply()
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(THEME, theme)
  themes.set(theme)
  apply()
}

export function chooseDensity(density: Density): void {
  localStorage.setItem(DENSITY, density)
  densities.set(density)
  apply()
}

export const useTheme = (): Theme => useStore(themes)
export const useDensity = (): Density => useStore(densities)

/** Light or dark as shown now, for what is drawn outside of style sheets. */
export const useShownTheme = (): 'light' | 'dark' => useStore(shown)
