import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    demo: string
    simulators: string
    served: string
    adminKey: string
  }
}

const PATIENCE = 240_000
const root = fileURLToPath(new URL('../..', import.meta.url))

type Started = { process: ChildProcess; output: () => string; until: (pattern: RegExp) => Promise<RegExpExecArray> }

/** A demo with its simulators, and a gateway that demands keys, each with data of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'brokerway-page-'))
  const [port, simulators, served] = await Promise.all([freePort(), freePort(), freePort()])
  const demo = start(['demo'], {
    BROKERWAY_HOME: join(home, 'demo'),
    BROKERWAY_PORT: String(port),
    BROKERWAY_SIMULATORS_PORT: String(simulators),
  })
  await demo.until(/Ctrl-C stops everything/)
  const serve = start(['serve', '--port', String(served)], { BROKERWAY_HOME: join(home, 'serve') })
  const [adminKey] = await serve.until(/bw_[A-Za-z0-9_-]{40,}/)
  await serve.until(/listens on/)
  project.provide('demo', `http://127.0.0.1:${port}`)
  project.provide('simulators', `http://127.0.0.1:${simulators}`)
  project.provide('served', `http://127.0.0.1:${served}`)
  project.provide('adminKey', adminKey)
  return async () => {
    await Promise.all([stop(demo.process), stop(serve.process)])
    rmSync(home, { recursive: true, force: true })
  }
}

function start(args: string[], settings: Record<string, string>): Started {
  const child = spawn(join(root, 'brokerway'), args, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    output += chunk.toString()
    listeners.forEach((listener) => listener())
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return {
    process: child,
    output: () => output,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${args.join(' ')} ${why}:\n${output.slice(-3000)}`))
        const timer = setTimeout(() => fail('took too long'), PATIENCE)
        const look = () => {
          const found = pattern.exec(output)
          if (found) {
            clearTimeout(timer)
            listeners.delete(look)
            resolve(found)
          }
        }
        child.once('exit', (code) => fail(`ended with ${code}`))
        listeners.add(look)
        look()
      }),
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) {
      resolve()
      return
    }
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
