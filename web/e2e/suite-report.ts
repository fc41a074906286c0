import { mkdirSync, writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Tells the numbers as one suite, in the form in which all other parts of the tests tell theirs. */
export default class SuiteReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    mkdirSync('target/surefire-reports', { recursive: true })
    writeFileSync(
      'target/surefire-reports/TEST-page.xml',
      `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="page" tests="${tests.length}" errors="${broken}" failures="${count('failed')}" skipped="${count('skipped')}">\n</testsuite>\n`,
    )
  }
}
