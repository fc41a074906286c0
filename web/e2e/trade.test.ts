import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { call, eventually, get, type Json } from './api'
import { expectAccessible, launch, openPage } from './browser'

const demo = inject('demo')
const simulators = inject('simulators')
let browser: Browser
let paper = ''

beforeAll(async () => {
  browser = await launch()
  const made = await call(demo, 'POST', '/api/v1/connections', { brokerId: 'paper', fields: { initial_balance: '50000' } })
  const connection = made['connection']?.['id']
  const account = await eventually(
    async () => accounts().then((all) => all.find((one) => one['connectionId'] === connection)),
    (found) => found !== undefined,
  )
  paper = account?.['id'] as unknown as string
})
afterAll(() => browser.close())

const accounts = async (): Promise<Json[]> => (await get(demo, '/api/v1/accounts'))['items'] as unknown as Json[]
const orders = async (account = paper): Promise<Json[]> =>
  (await get(demo, `/api/v1/orders?accountId=${account}`))['items'] as unknown as Json[]

test('an order from search to fill, with a preview and exactly what is sent', async () => {
  const { page, complaints, context } = await openPage(browser, demo)
  await page.goto(`/trade?account=${paper}`)
  await page.getByRole('combobox', { name: 'Symbol or name' }).fill('apple')
  await page.getByRole('option', { name: /AAPL/ }).click()
  const ticket = page.getByRole('form', { name: 'Ticket for AAPL' })
  await ticket.getByText('Enter a quantity.').waitFor()
  await ticket.getByLabel('Quantity', { exact: true }).fill('10')
  await ticket.getByText('All checks pass').waitFor()
  await expectAccessible(page, 'ticket with preview')
  await ticket.getByRole('button', { name: /^Buy 10 AAPL, market, about \$/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Send this order?' })
  await dialog.getByText('Idempotency key').waitFor()
  expect(await orders()).toHaveLength(0)
  await dialog.getByRole('button', { name: 'Buy', exact: true }).click()
  await page.getByRole('dialog', { name: 'Order sent' }).getByText('Filled').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('tab', { name: 'Filled 1' }).click()
  await page.getByRole('cell', { name: 'AAPL' }).waitFor()

  const [order] = await orders()
  expect(order).toMatchObject({ state: 'FILLED', side: 'BUY', quantity: '10', cumulativeQuantity: '10' })
  expect(complaints).toEqual([])
  await context.close()
})

test('a working order is changed and canceled from the blotter', async () => {
  const { page, complaints, context } = await openPage(browser, demo)
  await page.goto(`/trade?account=${paper}&symbol=MSFT`)
  const ticket = page.getByRole('form', { name: 'Ticket for MSFT' })
  await ticket.getByLabel('Type').selectOption('LIMIT')
  await ticket.getByLabel('Quantity', { exact: true }).fill('3')
  await ticket.getByLabel('Limit price').fill('5.00')
  await ticket.getByRole('button', { name: 'Buy 3 MSFT, limit 5.00, about $15.00' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Buy', exact: true }).click()
  await page.getByRole('dialog').getByText('Working').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByLabel('New total quantity').fill('4')
  await page.getByLabel('Limit price').last().fill('6.50')
  await page.getByRole('button', { name: 'Send the change' }).click()
  await page.getByRole('cell', { name: 'limit 6.50' }).waitFor()
  await page.getByRole('cell', { name: '0 of 4' }).waitFor()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByText('No working orders').waitFor()

  const order = (await orders())[0]
  expect(order).toMatchObject({ state: 'CANCELED', quantity: '4', limitPrice: '6.5' })
  expect(complaints).toEqual([])
  await context.close()
})

test('what the checks refuse cannot be sent, and says every reason', async () => {
  const { page, complaints, context } = await openPage(browser, demo)
  await page.goto(`/trade?account=${paper}&symbol=NVDA`)
  const ticket = page.getByRole('form', { name: 'Ticket for NVDA' })
  await ticket.getByLabel('Quantity', { exact: true }).fill('90000')
  await ticket.getByText(/The order needs/).waitFor()

  expect(await ticket.getByRole('button', { name: /^Buy 90,000 NVDA/ }).isDisabled()).toBe(true)
  expect(await ticket.getByText('The checks refuse it').isVisible()).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
})

test('all working orders go with one decision, by keys alone', async () => {
  for (const price of ['2', '3']) {
    await call(
      demo,
      'POST',
      '/api/v1/orders',
      { accountId: paper, symbol: 'KO', side: 'BUY', type: 'LIMIT', quantity: '1', limitPrice: price },
      { 'Idempotency-Key': `page-e2e-cancel-${price}-${paper}`, Prefer: 'wait=5' },
    )
  }
  const { page, complaints, context } = await openPage(browser, demo)
  await page.goto(`/trade?account=${paper}&symbol=KO`)
  await page.getByRole('button', { name: 'Cancel all' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel 2 orders' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('2 cancels on the way').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('No working orders').waitFor()

  const working = await eventually(orders, (all) => all.every((order) => ['CANCELED', 'FILLED', 'DENIED'].includes(String(order['state']))))
  expect(working.filter((order) => String(order['state']) === 'CANCELED').length).toBeGreaterThanOrEqual(2)
  expect(complaints).toEqual([])
  await context.close()
})

test('an order whose answer is lost says that it is not known, until the broker was asked', async () => {
  const keys = { key_id: 'PKPAGE0000000001', secret_key: 'secret-of-the-page-tests-alone' }
  await call(simulators, 'POST', '/control/alpaca/accounts', {
    account_number: 'PAPAGE0001',
    environment: 'PAPER',
    cash: '10000',
    ...keys,
  })
  const made = await call(demo, 'POST', '/api/v1/connections', {
    brokerId: 'alpaca',
    loginOption: 'api-key',
    environment: 'PAPER',
    fields: { api_key: keys.key_id, api_secret: keys.secret_key },
  })
  const account = await eventually(
    async () => accounts().then((all) => all.find((one) => one['connectionId'] === made['connection']?.['id'])),
    (found) => found !== undefined,
  )
  const id = account?.['id'] as unknown as string
  const { page, complaints, context } = await openPage(browser, demo)
  await page.goto(`/trade?account=${id}&symbol=KO`)
  const ticket = page.getByRole('form', { name: 'Ticket for KO' })
  await ticket.getByLabel('Quantity', { exact: true }).fill('1')
  await ticket.getByText('All checks pass').waitFor()
  // The order arrives, its answer does not; the stream is silent, and for a while nobody can be asked.
  await call(simulators, 'POST', '/control/alpaca/streams', { action: 'freeze' })
  await call(simulators, 'POST', '/control/faults', { broker: 'alpaca', method: 'POST', path: '.*/v2/orders', answer: 'reset' })
  await call(simulators, 'POST', '/control/faults', { broker: 'alpaca', method: 'GET', path: '.*/v2/orders.*', answer: 'status', status: 503, times: 1000 })
  await ticket.getByRole('button', { name: /^Buy 1 KO/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Buy', exact: true }).click()
  await page.getByRole('dialog', { name: 'Order sent' }).getByText('Not known yet').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: 'Orders, working' }).getByText('Not known yet').waitFor()
  await expectAccessible(page, 'order not known')
  await call(simulators, 'DELETE', '/control/faults')
  await call(simulators, 'POST', '/control/alpaca/streams', { action: 'drop' })
  await page.getByRole('tab', { name: /^Filled 1/ }).waitFor({ timeout: 45_000 })

  const truth = (await orders(id)).filter((order) => String(order['side']) === 'BUY')
  expect(truth).toHaveLength(1)
  expect(complaints).toEqual([])
  await context.close()
})
