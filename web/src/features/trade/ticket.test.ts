import { describe, expect, test } from 'vitest'
import type { Account, Broker, Listing, OrderSupport, Quote } from '@/lib/api/types'
import { choicesOf, type Wish } from './choices'
import { EMPTY, bodyOf, cautionOf, choicesFor, lacking, offersExits, sentenceOf, worthOf, type Draft, type Subject } from './ticket'

const rows: OrderSupport[] = [
  { assetClasses: ['EQUITY'], types: ['MARKET', 'LIMIT', 'STOP'], timesInForce: ['DAY', 'GTC'], sessions: ['REGULAR'], quantities: ['WHOLE_UNITS'] },
  { assetClasses: ['EQUITY'], types: ['LIMIT'], timesInForce: ['DAY'], sessions: ['EXTENDED'], quantities: ['WHOLE_UNITS'] },
  { assetClasses: ['EQUITY'], types: ['MARKET'], timesInForce: ['DAY'], sessions: ['REGULAR'], quantities: ['FRACTIONAL_UNITS', 'NOTIONAL'] },
]
const broker = { name: 'Acme', capabilities: { orders: rows, nativeOrderClasses: ['BRACKET'] } } as unknown as Broker
const account = { id: 'a1', connectionState: 'CONNECTED' } as unknown as Account
const listing = {
  tradable: true,
  shortable: true,
  instrument: { symbol: 'AAPL', assetClass: 'EQUITY', currency: 'USD', market: null, multiplier: '1' },
} as unknown as Listing
const subject: Subject = { account, broker, listing }
const quote = { last: '100', bid: '99.9', ask: '100.1' } as unknown as Quote

const wish = (over: Partial<Wish>): Wish => ({ type: 'MARKET', timeInForce: 'DAY', session: 'REGULAR', kind: 'WHOLE_UNITS', ...over })
const draft = (over: Partial<Draft>): Draft => ({ ...EMPTY, ...over })
const choices = (over: Partial<Draft>) => choicesFor(draft(over), broker, 'EQUITY')

describe('choices', () => {
  test('are what some row of the broker takes', () => {
    const found = choicesOf(rows, wish({ type: 'LIMIT' }))

    expect(found.types).toEqual(['MARKET', 'LIMIT', 'STOP'])
    expect(found.timesInForce).toEqual(['DAY', 'GTC'])
    expect(found.sessions).toEqual(['REGULAR', 'EXTENDED'])
    expect(found.taken).toBe(true)
  })

  test('narrow by how long: the extended session takes day orders only', () => {
    expect(choicesOf(rows, wish({ type: 'LIMIT', timeInForce: 'GTC', session: 'EXTENDED' })).session).toBe('REGULAR')
  })

  test('a fraction moves the time in force to what is taken', () => {
    const found = choicesOf(rows, wish({ timeInForce: 'GTC', kind: 'FRACTIONAL_UNITS' }))

    expect(found.timeInForce).toBe('DAY')
    expect(found.taken).toBe(true)
  })

  test('what no row takes is told, not hidden', () => {
    expect(choicesOf(rows, wish({ type: 'STOP', kind: 'FRACTIONAL_UNITS' })).taken).toBe(false)
    expect(choicesOf([], wish({})).types).toEqual([])
  })
})

describe('a draft', () => {
  test('says what it lacks, one thing at a time', () => {
    const reason = (over: Partial<Draft>) => lacking(draft(over), choices(over), subject)

    expect(reason({})).toBe('Enter a quantity.')
    expect(reason({ quantity: '0' })).toBe('Enter a quantity.')
    expect(reason({ quantity: '1', type: 'LIMIT' })).toBe('Enter a limit price.')
    expect(reason({ by: 'money' })).toBe('Enter an amount.')
    expect(reason({ quantity: '1.5', type: 'STOP', stopPrice: '5' })).toBe('Acme takes no stop order for a fraction of a unit.')
    expect(reason({ quantity: '1' })).toBeNull()
  })

  test('cannot be sent over a login that ended', () => {
    const ended = { ...subject, account: { ...account, connectionState: 'NEEDS_LOGIN' } as Account }

    expect(lacking(draft({ quantity: '1' }), choices({ quantity: '1' }), ended)).toMatch(/new login/)
  })

  test('becomes just the body that its type takes', () => {
    const over: Partial<Draft> = { quantity: '10', type: 'LIMIT', limitPrice: '182.50', stopPrice: '9', trail: '3', timeInForce: 'GTC' }

    expect(bodyOf(draft(over), choices(over), subject, false)).toEqual({
      accountId: 'a1',
      symbol: 'AAPL',
      assetClass: 'EQUITY',
      side: 'BUY',
      type: 'LIMIT',
      quantity: '10',
      timeInForce: 'GTC',
      limitPrice: '182.50',
    })
  })

  test('with one exit is an OTO, with both a bracket', () => {
    const one = draft({ quantity: '1', stopLoss: '90' })
    const both = draft({ quantity: '1', stopLoss: '90', takeProfit: '120' })

    expect(bodyOf(one, choices(one), subject, true)).toMatchObject({ orderClass: 'OTO', stopLoss: { stopPrice: '90' } })
    expect(bodyOf(both, choices(both), subject, true)).toMatchObject({ orderClass: 'BRACKET', takeProfit: { limitPrice: '120' } })
    expect(bodyOf(both, choices(both), subject, false)).not.toHaveProperty('orderClass')
  })

  test('offers exits where the broker runs them', () => {
    expect(offersExits(draft({}), choices({}), broker, 'EQUITY')).toBe(true)
    expect(offersExits(draft({}), choices({}), broker, 'CRYPTO')).toBe(false)
    expect(offersExits(draft({ type: 'STOP' }), choices({ type: 'STOP' }), broker, 'EQUITY')).toBe(false)
  })
})

test('the button says what it does', () => {
  const over: Partial<Draft> = { quantity: '10', type: 'LIMIT', limitPrice: '182.5' }
  const body = bodyOf(draft(over), choices(over), subject, false)

  expect(sentenceOf(body, listing.instrument, worthOf(body, listing.instrument, quote))).toBe(
    'Buy 10 AAPL, limit 182.50, about $1,825.00',
  )
})

test('a market order is worth what the other side asks', () => {
  const body = bodyOf(draft({ quantity: '10' }), choices({ quantity: '10' }), subject, false)

  expect(worthOf(body, listing.instrument, quote)).toBe('1001.0')
  expect(worthOf({ ...body, side: 'SELL' }, listing.instrument, quote)).toBe('999.0')
  expect(worthOf(body, listing.instrument, undefined)).toBeNull()
})

test('a limit that crosses the market is pointed at', () => {
  const over: Partial<Draft> = { quantity: '10', type: 'LIMIT', limitPrice: '101' }
  const body = bodyOf(draft(over), choices(over), subject, false)

  expect(cautionOf(body, quote)).toMatch(/ask of 100.10/)
  expect(cautionOf({ ...body, limitPrice: '90' }, quote)).toBeNull()
  expect(cautionOf({ ...body, side: 'SELL', limitPrice: '90' }, quote)).toMatch(/bid of 99.90/)
})
