import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { call, eventually, get } from './api'
import { expectAccessible, launch, openPage, type Watched } from './browser'

const demo = inject('demo')
const simulators = inject('simulators')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

async function connectDialog(watched: Watched, broker: string) {
  const { page } = watched
  await page.goto('/connect')
  await page.getByRole('button', { name: `Connect ${broker}` }).click()
  return page.getByRole('dialog', { name: `Connect ${broker}` })
}

test('a wrong key pair is refused where it was typed and stays typed; the right one connects', async () => {
  const watched = await openPage(browser, demo)
  watched.expects(/status of 422/)
  const dialog = await connectDialog(watched, 'Alpaca')
  await dialog.getByRole('button', { name: 'Paper money' }).click()
  await dialog.getByLabel('API key ID').fill('PKDEMO0000000001')
  await dialog.getByLabel('Secret key').fill('not-the-secret')
  await dialog.getByRole('button', { name: 'Connect' }).click()

  await dialog.getByRole('alert').getByText('Nothing was stored').waitFor()
  expect(await dialog.getByLabel('API key ID').inputValue()).toBe('PKDEMO0000000001')
  await expectAccessible(watched.page, 'refused login')

  await dialog.getByLabel('Secret key').fill('demo-secret-of-pkdemo0000000001')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await dialog.getByText('Alpaca paper').waitFor()

  expect(await watched.page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))).not.toContain('demo-secret')
  expect(watched.complaints).toEqual([])
  await watched.context.close()
})

test('a login on the broker’s own page comes back by itself', async () => {
  const watched = await openPage(browser, demo)
  const dialog = await connectDialog(watched, 'Alpaca')
  await dialog.getByLabel('Alpaca login', { exact: false }).first().check()
  await dialog.getByRole('button', { name: 'Paper money' }).click()
  await dialog.getByRole('button', { name: 'Open the broker’s page' }).click()
  const opened = watched.context.waitForEvent('page')
  await dialog.getByRole('link', { name: 'Open Alpaca' }).click()
  const theirs = await opened
  await theirs.getByLabel('Email').fill('grace@example.com')
  await theirs.getByLabel('Password').fill('demo-password-of-grace')
  await theirs.getByRole('button', { name: 'Log in' }).click()
  await theirs.getByRole('button', { name: 'Allow' }).click()
  await theirs.getByRole('heading', { name: 'Connected' }).waitFor()
  await theirs.close()
  await watched.page.bringToFront()

  await dialog.getByText('Its accounts are kept in step').waitFor()
  expect(watched.complaints).toEqual([])
  await watched.context.close()
})

test('a paper account opens without a login, and disconnecting says what goes', async () => {
  const watched = await openPage(browser, demo)
  const { page } = watched
  const dialog = await connectDialog(watched, 'Paper')
  await dialog.getByLabel('Initial balance').fill('12345.67')
  await dialog.getByRole('button', { name: 'Open account' }).click()
  await dialog.getByText('$12,345.67').waitFor()
  await dialog.getByRole('link', { name: /Paper account/ }).click()
  await page.getByRole('link', { name: 'Connection', exact: true }).click()
  await page.getByRole('button', { name: 'Sync now' }).click()
  await page.getByText('read just now').waitFor()
  await page.getByRole('button', { name: 'Disconnect' }).click()
  const asked = page.getByRole('dialog', { name: 'Disconnect Paper' })
  await asked.getByText('the stored credentials, at once and for good').waitFor()
  await expectAccessible(page, 'disconnect')
  await asked.getByRole('button', { name: 'Disconnect and erase' }).click()

  await page.getByText('Disconnected', { exact: true }).waitFor()
  expect(watched.complaints).toEqual([])
  await watched.context.close()
})

test('a revoked login is told on Home, and logging in again keeps the connection', async () => {
  const key = { key_id: 'AKDEMO0000000002', revoked: true }
  const made = await call(demo, 'POST', '/api/v1/connections', {
    brokerId: 'alpaca',
    loginOption: 'api-key',
    environment: 'LIVE',
    fields: { api_key: key.key_id, api_secret: 'demo-secret-of-akdemo0000000002' },
  })
  const id = made['connection']?.['id'] as unknown as string
  await call(simulators, 'POST', '/control/alpaca/keys', key)
  const watched = await openPage(browser, demo)
  watched.expects(/status of (409|422)/)
  const { page } = watched
  await page.goto(`/connections/${id}`)
  await page.getByRole('button', { name: 'Sync now' }).click()
  await page.getByText('Needs login').waitFor()
  await page.goto('/')
  await page.getByRole('link', { name: /Alpaca needs a new login/ }).click()

  await call(simulators, 'POST', '/control/alpaca/keys', { ...key, revoked: false })
  await page.getByRole('button', { name: 'Log in again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('API key ID').fill(key.key_id)
  await dialog.getByLabel('Secret key').fill('demo-secret-of-akdemo0000000002')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await dialog.getByText('Its accounts are kept in step').waitFor()

  const after = await eventually(() => get(demo, `/api/v1/connections/${id}`), (value) => value['state'] === ('CONNECTED' as unknown))
  expect(after['id']).toBe(id)
  expect(watched.complaints).toEqual([])
  await watched.context.close()
})
