// Builds the page into the folder that is given: dependencies as locked, types of the API's document,
// type check, bundle, packed copies, licences. Nothing is done when nothing changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const root = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] ?? join(root, 'target', 'classes', 'page')
const document = join(root, '..', 'server', 'src', 'main', 'resources', 'openapi', 'openapi.json')
const stamp = join(root, 'target', 'built.sha256')
const LEAST_NODE = 20
const LEAST_GAIN = 0.9

process.chdir(root)
if (Number(process.versions.node.split('.')[0]) < LEAST_NODE) {
  fail(`Node.js ${LEAST_NODE} or later builds the page; this is ${process.versions.node}`)
}
const wanted = fingerprint()
if (existsSync(join(out, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  process.exit(0)
}
if (!isInstalled()) {
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error')
}
run('npx', '--no-install', 'openapi-typescript', document, '-o', 'src/lib/api/schema.d.ts')
run('npx', '--no-install', 'tsc', '--noEmit')
run('npx', '--no-install', 'vite', 'build', '--logLevel', 'warn', '--outDir', out, '--emptyOutDir')
writeFileSync(join(out, 'licenses.txt'), licenses())
pack(out)
mkdirSync(dirname(stamp), { recursive: true })
writeFileSync(stamp, wanted)

function run(command, ...args) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  if (done.error || done.status !== 0) {
    process.stderr.write(done.stdout ?? '')
    fail(`${command} ${args.join(' ')} failed: ${done.error?.message ?? `exit ${done.status}`}`)
  }
}

function fail(text) {
  process.stderr.write(`web: ${text}\n`)
  process.exit(1)
}

function isInstalled() {
  const installed = join('node_modules', '.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
}

/** Of everything that the result is made of. */
function fingerprint() {
  const hash = createHash('sha256')
  const files = [document, 'build.mjs', 'index.html', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']
  for (const file of [...files, ...filesOf('src'), ...filesOf('public')]) {
    if (!file.endsWith('schema.d.ts')) {
      hash.update(`${file.replace(root, '')}\0`).update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** A packed copy beside each file that becomes smaller by it: the server never packs. */
function pack(folder) {
  for (const file of filesOf(folder)) {
    const plain = readFileSync(file)
    const packed = gzipSync(plain, { level: 9 })
    if (packed.length < plain.length * LEAST_GAIN) {
      writeFileSync(`${file}.gz`, packed)
    }
  }
}

/** The licence texts of what the bundle holds: the dependencies and theirs. */
function licenses() {
  const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
  const texts = Object.entries(packages)
    .filter(([path, info]) => path !== '' && !info.dev && !info.devOptional)
    .map(([path, info]) => licenseOf(path, info))
  return `The page is made with these libraries.\n\n${texts.join('\n')}`
}

function licenseOf(path, info) {
  const head = `${'='.repeat(80)}\n${path.replace(/^.*node_modules\//, '')} ${info.version} (${info.license})\n`
  const named = existsSync(path) ? readdirSync(path) : []
  const texts = named.filter((name) => /^(licen[cs]e|notice)/i.test(name)).sort()
  return `${head}\n${texts.map((name) => readFileSync(join(path, name), 'utf8').trim()).join('\n\n')}\n`
}
