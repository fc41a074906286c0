import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { expectAccessible, launch, openPage } from './browser'

const served = inject('served')
const adminKey = inject('adminKey')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

test('a gateway with keys lets in by one, keeps it nowhere, and lets out again', async () => {
  const { page, complaints, context, expects } = await openPage(browser, served)
  expects(/status of 401/)
  await page.goto('/')
  await page.getByLabel('API key').fill('bw_wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await expectAccessible(page, 'sign in')
  await page.getByLabel('API key').fill(adminKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('No account is connected yet').waitFor()
  await expectAccessible(page, 'first steps')

  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, window.location.href]))
  expect(kept).not.toContain(adminKey.slice(3, 30))
  expect(await context.cookies()).toEqual([])

  await page.getByRole('button', { name: 'User and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('API key').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('the operator makes a user, acts for him and makes a key that is shown once', async () => {
  const { page, complaints, context, expects } = await openPage(browser, served)
  expects(/status of 401/)
  await page.goto('/admin')
  await page.getByLabel('API key').fill(adminKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'New user' }).click()
  await page.getByRole('dialog').getByLabel('User name').fill('lin')
  await page.getByRole('dialog').getByRole('button', { name: 'Make the user' }).click()
  await page.getByRole('row', { name: /lin/ }).getByRole('button', { name: 'Act for' }).click()
  await page.getByText('You act for lin.').waitFor()
  await page.getByRole('link', { name: 'Developers' }).first().click()
  await page.getByRole('tab', { name: 'API keys' }).click()
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('reader')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await page.getByText('It is not shown again').waitFor()
  const text = await page.getByRole('region', { name: 'key', exact: true }).innerText()
  await page.getByRole('button', { name: 'I have it' }).click()
  await page.getByRole('row', { name: /reader/ }).getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('row', { name: /reader.*Revoked/ }).waitFor()

  const reply = await fetch(`${served}/api/v1/me`, { headers: { 'X-API-Key': text.trim() } })
  expect(text).toMatch(/^bw_/)
  expect(reply.status).toBe(401)
  expect(complaints).toEqual([])
  await context.close()
})
