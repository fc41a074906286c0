import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { call, eventually, get, type Json } from './api'
import { expectAccessible, launch, openPage, type Theme } from './browser'

const demo = inject('demo')
const SHOTS = 'shots'
const MOST_BYTES = 300_000
const LONG = process.env['PAGE_TESTS_LONG'] === '1'

const LOOKS: readonly { theme: Theme; width: number; height: number }[] = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 390, height: 844 },
  ...(LONG
    ? ([
        { theme: 'dark', width: 1440, height: 900 },
        { theme: 'light', width: 390, height: 844 },
        { theme: 'light', width: 360, height: 740 },
        { theme: 'dark', width: 3840, height: 2160 },
      ] as const)
    : []),
]

let browser: Browser
let account = ''
let connection = ''
let order = ''

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true })
  browser = await launch()
  const all = (await get(demo, '/api/v1/accounts'))['items'] as unknown as Json[]
  account = String(all[0]?.['id'])
  connection = String(all[0]?.['connectionId'])
  const placed = await call(
    demo,
    'POST',
    '/api/v1/orders',
    { accountId: account, symbol: 'AAPL', side: 'BUY', type: 'MARKET', quantity: '25' },
    { 'Idempotency-Key': `page-e2e-screens-${account}` },
  )
  order = String(placed['id'])
  await eventually(() => get(demo, `/api/v1/orders/${order}`), (now) => String(now['state']) === 'FILLED')
})
afterAll(() => browser.close())

const SCREENS: readonly { name: string; path: () => string; shows: string | RegExp }[] = [
  { name: 'home', path: () => '/', shows: 'Allocation' },
  { name: 'accounts', path: () => '/accounts', shows: 'Connections' },
  { name: 'account', path: () => `/accounts/${account}`, shows: 'Buying power' },
  { name: 'balances', path: () => `/accounts/${account}?tab=balances`, shows: 'Cash and power' },
  { name: 'account-orders', path: () => `/accounts/${account}?tab=orders`, shows: 'Filled' },
  { name: 'transactions', path: () => `/accounts/${account}?tab=transactions`, shows: 'opening deposit' },
  { name: 'sync', path: () => `/accounts/${account}?tab=sync`, shows: 'Complete' },
  { name: 'connection', path: () => `/connections/${connection}`, shows: 'Failed calls in a row' },
  { name: 'connect', path: () => '/connect', shows: 'API key' },
  { name: 'trade', path: () => `/trade?account=${account}&symbol=AAPL`, shows: 'Market open' },
  { name: 'activity', path: () => '/activity', shows: 'Order filled' },
  { name: 'order', path: () => `/activity/orders/${order}`, shows: 'Idempotency key' },
  { name: 'developers', path: () => '/developers', shows: 'Place an order' },
  { name: 'admin', path: () => '/admin', shows: 'Order queue' },
  { name: 'missing', path: () => '/trade/nothing', shows: 'There is no such page' },
]

for (const look of LOOKS) {
  test(`every screen, ${look.theme} at ${look.width}: accessible, quiet, within its width`, async () => {
    const { page, complaints, context } = await openPage(browser, demo, look)
    for (const screen of SCREENS) {
      await page.goto(screen.path())
      await page.getByText(screen.shows).first().waitFor()
      await eventually(() => page.locator('.skeleton').count(), (count) => count === 0)
      await page.screenshot({ path: `${SHOTS}/${screen.name}-${look.theme}-${look.width}.png` })
      await expectAccessible(page, `${screen.name}, ${look.theme} at ${look.width}`)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wider, `${screen.name} is wider than its window`).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)
}

test('the first load is small, and packed', async () => {
  const { page, context } = await openPage(browser, demo)
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.startsWith('/assets/') || request.isNavigationRequest()) {
      sizes.push(request.sizes().then((size) => size.responseBodySize))
    }
  })
  await page.goto('/')
  await page.getByText('Allocation').waitFor()
  const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0)

  expect(sizes.length).toBeGreaterThan(3)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThan(MOST_BYTES)
  await context.close()
})

test('keys go anywhere', async () => {
  const { page, complaints, context } = await openPage(browser, demo)
  await page.goto('/')
  await page.getByText('Allocation').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('msft')
  await page.getByRole('option', { name: /MSFT/ }).first().waitFor()
  await expectAccessible(page, 'palette')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'MSFT' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('activ')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Events' }).waitFor()
  await page.getByRole('region', { name: 'Events' }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('Recorded').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await page.getByRole('form', { name: /Ticket/ }).getByRole('button', { name: 'Sell', exact: true, pressed: true }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await expectAccessible(page, 'shortcuts')

  expect(complaints).toEqual([])
  await context.close()
})

test('colours follow the choice and stay chosen', async () => {
  const { page, context } = await openPage(browser, demo)
  await page.goto('/')
  await page.getByRole('button', { name: 'User and settings' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expectAccessible(page, 'user menu')
  await page.reload()

  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await context.close()
})
