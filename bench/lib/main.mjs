import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { here } from './agent.mjs'
import { STORES, openStore } from './stores.mjs'

const BENCHES = ['generation', 'latency', 'durable', 'replay', 'replay-page', 'seek', 'blame', 'record', 'rebuild', 'readers', 'review', 'startup', 'statistics']
/** Long proofs, run only when they are named. */
const PROOFS = ['faults', 'soak']
const CLI_VERSION = '2.1.330'
const root = path.resolve(here, '..', '..')

const USAGE = `Usage: bench/run [NAME…] [--runs N] [--lines N] [--kills N] [--seed N] [--only PART] [--stores LIST] [--minutes N] [--small] [--strict] [--keep]

  ${BENCHES.join(', ')}, or all (the default)
  ${PROOFS.join(', ')}: long proofs, only by name

  --runs N    how often each pair is measured; the median counts
  --lines N   lines of the runs of durable, replay, replay-page and seek (20000)
  --kills N   how often faults kills the product, and its processes by role (50 each)
  --seed N    the moments of faults, the edits of seek and blame; the seed is printed, the same seed gives the same
  --only PART a part of faults: kill, servers, slow-database, disk, clock, roles
  --stores LIST of ${STORES.join(', ')}, or all: on which latency, durable and generation are measured, side by side
              (embedded); cluster needs an Axon Server's host:port in CODEMASTER_TEST_AXONSERVER
  --minutes N how long soak goes on (30)
  --small     small sizes, to see that everything works; the figures say nothing then
  --strict    exit code 1 where a goal is missed
  --keep      keep the temporary directory

CODEMASTER_JAR names another jar than app/target/codemaster.jar, CODEMASTER_CLAUDE another Claude Code,
CODEMASTER_BENCH_HEAP another heap than 1g.
`

const options = parse(process.argv.slice(2))
const world = prepare()
const report = { at: new Date().toISOString(), machine: machine(), options, figures: [], skipped: [] }
let failed = false

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await tidy()
    process.exit(130)
  })
}

try {
  for (const name of options.names) {
    const { bench, defaultRuns, byStore } = await import(`./benches/${name}.mjs`)
    const load = os.loadavg()[0]
    const began = performance.now()
    process.stderr.write(`${name} …\n`)
    try {
      const runs = options.runs ?? defaultRuns
      const { small, kills, seed, minutes, only } = options
      const lines = options.lines ?? (small ? 2000 : 20000)
      const measured = { runs, small, lines, kills, seed, minutes, only }
      const keep = (figures, more) => {
        for (const it of figures) report.figures.push({ bench: name, runs, loadBefore: load, loadAfter: os.loadavg()[0], ...more, ...it })
      }
      if (byStore) await onEachStore(name, bench, measured, keep)
      else keep(await bench(world, measured))
    } catch (e) {
      failed = true
      report.figures.push({ bench: name, name: 'failed', error: String(e.message ?? e), loadBefore: load })
      process.stderr.write(`${name}: ${e.stack ?? e}\n`)
    }
    process.stderr.write(`${name}: ${Math.round((performance.now() - began) / 1000)} s\n`)
    write()
  }
} finally {
  await tidy()
}
table()
process.exit(failed || (options.strict && report.figures.some(it => it.met === false)) ? 1 : 0)

/** One store after the other; one that is not here, or that fails, does not keep the others from being measured. */
async function onEachStore(name, bench, measured, keep) {
  for (const wanted of options.stores) {
    const store = await openStore(wanted, world)
    if (store.skipped) {
      process.stderr.write(`  ${name} on ${store.label}: skipped, ${store.skipped}\n`)
      report.skipped.push(`${store.label}: ${store.skipped}`)
      continue
    }
    process.stderr.write(`  ${name} on ${store.label} …\n`)
    try {
      keep(await bench(world, { ...measured, store }), { store: store.label })
    } catch (e) {
      failed = true
      report.figures.push({ bench: name, store: store.label, name: 'failed', error: String(e.message ?? e) })
      process.stderr.write(`${name} on ${store.label}: ${e.stack ?? e}\n`)
    } finally {
      await store.stop()
    }
  }
}

function parse(words) {
  const found = { names: [], small: false, strict: false, keep: false, kills: 50, minutes: 30, only: null, stores: ['embedded'], seed: Date.now() % 1_000_000 }
  while (words.length) {
    const word = words.shift()
    if (word === '--help' || word === '-h') {
      process.stdout.write(USAGE)
      process.exit(0)
    } else if (word === '--small' || word === '--strict' || word === '--keep') found[word.slice(2)] = true
    else if (word === '--only') (found.only ??= []).push(words.shift() ?? wrongUse('--only needs a part.'))
    else if (word === '--stores') {
      const value = words.shift() ?? ''
      found.stores = value === 'all' ? STORES : value.split(',')
      if (found.stores.some(it => !STORES.includes(it))) wrongUse(`--stores needs some of ${STORES.join(', ')}, or all.`)
    } else if (['--runs', '--lines', '--kills', '--seed', '--minutes'].includes(word)) {
      const value = words.shift() ?? ''
      if (!/^[1-9]\d{0,6}$/.test(value)) wrongUse(`${word} needs a number.`)
      found[word.slice(2)] = Number(value)
    } else if (word === 'all') found.names.push(...BENCHES)
    else if (BENCHES.includes(word) || PROOFS.includes(word)) found.names.push(word)
    else wrongUse(`There is no bench '${word}'.`)
  }
  found.names = [...new Set(found.names.length ? found.names : BENCHES)]
  return found
}

function wrongUse(why) {
  process.stderr.write(why + '\n' + USAGE)
  process.exit(2)
}

/** Where things are; the jar is unpacked as the launcher does it. */
function prepare() {
  const jar = path.resolve(process.env.CODEMASTER_JAR ?? path.join(root, 'app/target/codemaster.jar'))
  if (!fs.existsSync(jar)) refuse(`${jar} does not exist. Build it with ./codemaster start, or name another with CODEMASTER_JAR.`)
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java'
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'codemaster-bench-'))
  const unpacked = path.join(directory, 'product')
  execFileSync(java, ['-Djarmode=tools', '-jar', jar, 'extract', '--destination', unpacked], { stdio: 'ignore' })
  const h2 = fs.readdirSync(path.join(unpacked, 'lib')).find(it => /^h2-[\d.]+\.jar$/.test(it))
  return {
    directory, java: java === 'java' ? execFileSync('which', ['java'], { encoding: 'utf8' }).trim() : java,
    jar: path.join(unpacked, path.basename(jar)), h2: path.join(unpacked, 'lib', h2),
    heap: process.env.CODEMASTER_BENCH_HEAP ?? '1g', scenarios: path.resolve(here, '..', 'scenarios'), running: new Set(),
    get cli() {
      return (this.foundCli ??= findCli())
    },
  }
}

function findCli() {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache')
  const places = [
    process.env.CODEMASTER_CLAUDE,
    ...(process.env.PATH ?? '').split(':').map(it => path.join(it, 'claude')),
    path.join(cache, `codemaster/cli-${CLI_VERSION}/node_modules/.bin/claude`),
    path.join(root, 'data/cli/node_modules/.bin/claude'),
  ]
  const found = places.find(it => it && fs.existsSync(it))
  if (!found) throw new Error('Claude Code was not found; ./codemaster start installs it, or name it with CODEMASTER_CLAUDE.')
  return path.resolve(found)
}

function refuse(why) {
  process.stderr.write(why + '\n')
  process.exit(1)
}

function machine() {
  const first = command => {
    try {
      return execFileSync(command[0], command.slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim().split('\n')[0]
    } catch {
      return null
    }
  }
  return {
    cpu: os.cpus()[0]?.model.trim(), cores: os.cpus().length, memoryMiB: Math.round(os.totalmem() / 2 ** 20),
    system: `${os.type()} ${os.release()}`, node: process.version, java: first(['sh', '-c', `"${world.java}" -version 2>&1`]),
    commit: first(['git', '-C', root, 'rev-parse', '--short', 'HEAD']), jar: process.env.CODEMASTER_JAR ?? 'app/target/codemaster.jar',
    heap: world.heap, load: os.loadavg().map(it => Math.round(it * 100) / 100),
  }
}

function write() {
  const directory = path.join(root, 'build/bench')
  fs.mkdirSync(directory, { recursive: true })
  fs.writeFileSync(path.join(directory, 'results.json'), JSON.stringify(report, null, 2) + '\n')
}

function table() {
  const m = report.machine
  console.log(`\n${m.cores} × ${m.cpu}, ${m.memoryMiB} MiB, ${m.system}, ${m.java}, node ${m.node}, commit ${m.commit}`)
  if (report.options.small) console.log('Small sizes: the figures say nothing.')
  const rows = [['bench', 'value', 'baseline', 'ratio', 'goal', '', 'runs', 'load']]
  for (const it of report.figures) {
    if (it.error) {
      rows.push([it.store ? `${it.bench}, ${it.store}` : it.bench, 'FAILED', '', '', it.error.slice(0, 60), '', '', ''])
      continue
    }
    const goal = it.goal && `${it.goal.of} ${it.goal.atMost !== undefined ? '<= ' + it.goal.atMost : '>= ' + it.goal.atLeast}`
    rows.push([
      it.store ? `${it.name}, ${it.store}` : it.name, `${it.value} ${it.unit}`, it.baseline === null ? '' : `${it.baseline} ${it.unit}`, it.ratio ?? '', goal ?? '',
      it.met === null ? '' : it.met ? 'met' : 'MISSED', it.runs, `${it.loadBefore.toFixed(1)}–${it.loadAfter.toFixed(1)}`,
    ])
  }
  const widths = rows[0].map((_, i) => Math.max(...rows.map(row => String(row[i]).length)))
  for (const row of rows) console.log(row.map((cell, i) => String(cell).padEnd(widths[i])).join('  ').trimEnd())
  sideBySide()
  for (const it of new Set(report.skipped)) console.log(`skipped: ${it}`)
  console.log(`\nAll of it: ${path.relative(process.cwd(), path.join(root, 'build/bench/results.json'))}`)
}

/** The same figures by store, one column each, where there is more than one. */
function sideBySide() {
  const measured = report.figures.filter(it => it.store && !it.error)
  const stores = [...new Set(measured.map(it => it.store))]
  if (stores.length < 2) return
  const names = [...new Set(measured.map(it => it.name))]
  const rows = [['by store', ...stores], ...names.map(name => [name, ...stores.map(store => {
    const it = measured.find(one => one.name === name && one.store === store)
    return it ? `${it.value} ${it.unit}` : '–'
  })])]
  const widths = rows[0].map((_, i) => Math.max(...rows.map(row => row[i].length)))
  console.log()
  for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd())
}

async function tidy() {
  await Promise.all([...world.running].map(it => it.stop()))
  if (options.keep) process.stderr.write(`Kept: ${world.directory}\n`)
  else fs.rmSync(world.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
