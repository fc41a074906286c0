import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'

const require = createRequire(import.meta.url)
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const CHROMIUM = process.env['BROKERWAY_CHROMIUM'] ?? '/usr/bin/chromium'

export type Theme = 'light' | 'dark'

/** A page that keeps what went wrong in it: errors on the console, requests to anybody else. */
export type Watched = { page: Page; context: BrowserContext; complaints: string[]; expects: (pattern: RegExp) => void }

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

export async function openPage(
  browser: Browser,
  base: string,
  look: { theme?: Theme; width?: number; height?: number } = {},
): Promise<Watched> {
  const { theme = 'light', width = 1440, height = 900 } = look
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(40_000)
  const page = await context.newPage()
  const complaints: string[] = []
  const expected: RegExp[] = []
  const complain = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) {
      complaints.push(text)
    }
  }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complain(`console: ${message.text()}`)
    }
  })
  page.on('pageerror', (error) => complain(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== base && protocol !== 'data:' && protocol !== 'blob:') {
      complain(`request to ${request.url()}`)
    }
  })
  return { page, context, complaints, expects: (pattern) => expected.push(pattern) }
}

type Violation = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }

/** WCAG 2.2 A and AA of what is shown now; nothing may be left. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // By the browser's own debugging channel: the page's policy lets nobody add a script.
  await page.evaluate(AXE)
  const violations = await page.evaluate<Violation[]>(`
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then((result) => result.violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) })))
  `)
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1, 3).join(' ')}`),
  }))
  expect(told, where).toEqual([])
}
