import type { BrokerLogin } from '@/lib/api/types'

type Kind = BrokerLogin['kind']

/** What each kind of login asks of the user, before he begins. */
export const LOGIN_KINDS: Record<Kind, { short: string; explains: string; action: string }> = {
  OAUTH2_CODE: {
    short: 'Broker’s page',
    explains: 'You log in on the broker’s own page and consent there. Your password never passes through here.',
    action: 'Open the broker’s page',
  },
  OAUTH1_VERIFIER: {
    short: 'Broker’s page and code',
    explains: 'You log in on the broker’s own page; it shows a code that you bring back here.',
    action: 'Open the broker’s page',
  },
  API_KEY_PAIR: {
    short: 'API key',
    explains: 'A key id and its secret, made in your account at the broker.',
    action: 'Connect',
  },
  SIGNED_KEY: {
    short: 'Signed key',
    explains: 'A key whose private half signs each request.',
    action: 'Connect',
  },
  REQUEST_TOKEN: {
    short: 'Broker’s page, daily',
    explains: 'You log in on the broker’s own page; the login lasts for one day.',
    action: 'Open the broker’s page',
  },
  PASSWORD_TOTP: {
    short: 'Password and code',
    explains: 'Your user name, password and a one-time code. They are kept encrypted, to log in again by themselves.',
    action: 'Log in',
  },
  SESSION_COOKIE: {
    short: 'Web session',
    explains: 'The session of the broker’s own web page, brought by you.',
    action: 'Connect',
  },
  DEVICE_APPROVAL: {
    short: 'Approval in the app',
    explains: 'The broker’s app asks you to approve; this page waits for it.',
    action: 'Ask for approval',
  },
  LOCAL_GATEWAY: {
    short: 'Local gateway',
    explains: 'A program of the broker’s runs beside this gateway and holds the session.',
    action: 'Check and connect',
  },
  AGGREGATOR_LINK: {
    short: 'Aggregator',
    explains: 'An aggregator’s page connects the account.',
    action: 'Open its page',
  },
  NONE: {
    short: 'No login',
    explains: 'A venue of this gateway. Nothing is asked for, no real money moves.',
    action: 'Open account',
  },
}

const RENEWAL: Record<BrokerLogin['renewal'], string> = {
  NONE: 'then you log in again',
  SILENT: 'renewed by itself',
  NEEDS_INPUT: 'renewed with a code that you type',
}

/** How long a login lasts, in words; empty if it does not end by itself. */
export function lifetimeOf(login: BrokerLogin): string {
  if (!login.lifetime) {
    return 'does not end by itself'
  }
  return `lasts ${spanOf(login.lifetime)}, ${RENEWAL[login.renewal]}`
}

/** An ISO 8601 duration in words. */
export function spanOf(duration: string): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(duration)
  if (!match) {
    return duration
  }
  const [, days, hours, minutes, seconds] = match
  const allHours = Number(days ?? 0) * 24 + Number(hours ?? 0)
  const parts = [
    allHours >= 48 && allHours % 24 === 0 ? `${allHours / 24} days` : allHours > 0 ? `${allHours} h` : '',
    minutes ? `${minutes} min` : '',
    seconds ? `${seconds} s` : '',
  ]
  return parts.filter(Boolean).join(' ')
}
