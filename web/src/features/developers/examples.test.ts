import { expect, test } from 'vitest'
import { EXAMPLES, LANGUAGES, type Setting } from './examples'

const setting: Setting = { origin: 'http://127.0.0.1:8000', accountId: 'acc-1', symbol: 'AAPL', needsKey: true }

test('every example names the reader’s own gateway in every language, and never a key itself', () => {
  for (const example of EXAMPLES) {
    const code = example.code(setting)
    for (const language of LANGUAGES) {
      expect(code[language], `${example.id} in ${language}`).toContain(setting.origin)
      expect(code[language], `${example.id} in ${language}`).toMatch(/BROKERWAY_KEY/)
      expect(code[language]).not.toMatch(/bw_/)
    }
  }
})

test('the demo needs no key', () => {
  const code = EXAMPLES[0]?.code({ ...setting, needsKey: false })

  expect(Object.values(code ?? {}).join('\n')).not.toContain('BROKERWAY_KEY')
})

test('orders carry the account and an idempotency key', () => {
  const code = EXAMPLES.find((example) => example.id === 'order')?.code(setting)

  for (const language of LANGUAGES) {
    expect(code?.[language]).toContain('acc-1')
    expect(code?.[language]).toContain('Idempotency-Key')
  }
})
