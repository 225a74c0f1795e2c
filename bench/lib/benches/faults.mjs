// A proof rather than a figure: what people were shown is still there after anything that happens in the middle of a run.
import fs from 'node:fs'
import path from 'node:path'
import { figure } from '../measure.mjs'
import { Product, sleep } from '../product.mjs'
import { FoundServer, MariaDb, Redis, SlowLine, fakeTime, smallDisk } from '../servers.mjs'
import { axonServer, emptyAxonServer, joined } from '../stores.mjs'
import { orphans, otherThanTheEvents, wrongs } from '../truth.mjs'

const SCENARIO = 'bench-fault'
const PATIENCE_MILLIS = 360_000
const AWAY_MILLIS = 10_000

/** Kills in this run at most: with one more attempt after a first that was interrupted, the second ends it. */
const KILLS_A_RUN = 2

const SETTINGS = ['--codemaster.codegen.retry-pause=1s', '--codemaster.codegen.shutdown-grace=1s', '--codemaster.review.automatic=false']

const ROLES = ['command', 'query', 'saga', 'executor']

export const defaultRuns = 1

export async function bench(world, { kills, seed, small, only }) {
  const random = generator(seed)
  const all = []
  const part = async (name, work) => {
    if (only && !only.includes(name)) return
    process.stderr.write(`  ${name} …\n`)
    try {
      all.push([name, await work()])
    } catch (e) {
      all.push([name, [{ wrong: [e.message.slice(0, 400)] }]])
    }
    const [, outcomes] = all.at(-1)
    process.stderr.write(`  ${name}: ${outcomes.map(it => it.skipped ?? (it.wrong.length ? it.wrong.join('; ') : `${it.status} ${it.events}`)).join(', ')}\n`)
  }
  process.stderr.write(`  seed ${seed}\n`)
  await part('kill', () => killed(world, random, small ? 2 : kills))
  await part('servers', () => withServers(world, small))
  await part('slow-database', () => slowDatabase(world))
  await part('disk', () => fullDisk(world))
  await part('clock', () => clockJump(world))
  await part('roles', () => eachRole(world, random, small ? ROLES.length : kills))
  return all.flatMap(([name, outcomes]) => {
    const judged = outcomes.filter(it => !it.skipped)
    const bad = judged.filter(it => it.wrong.length)
    return [
      figure(`${name}: ${outcomes[0]?.skipped ?? `runs with something wrong, of ${judged.length}`}`, {
        value: bad.length, unit: 'runs', goal: judged.length ? { atMost: 0 } : null, of: 'value', seed, outcomes,
      }),
    ]
  })
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function generator(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

async function begin(product) {
  const requirement = await product.submit('Bench ' + SCENARIO, `Please play [[scenario:${SCENARIO}]].`)
  const task = await product.generate(requirement)
  return { task, readers: [product.read(task, { keep: true }), product.read(task, { keep: true })] }
}

async function judged(product, { task, readers }) {
  await within(Promise.all(readers.map(it => it.ended)), 'the run does not end')
  const late = performance.now() + 20_000
  while (orphans(product.dataDir).length && performance.now() < late) await sleep(100)
  return wrongs(product, task, readers)
}

/** What everybody reads afterwards, held against the record; an outcome of its own at the end of a part. */
async function compared(product) {
  return { trouble: 'read models compared', status: 'COMPARED', events: 0, wrong: await otherThanTheEvents(product) }
}

function within(promise, why) {
  let timer
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error(why)), PATIENCE_MILLIS)))
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** kill -9 at random moments, again and again, on the embedded store. */
async function killed(world, random, kills) {
  const product = await (await new Product(world, { settings: SETTINGS }).start()).signIn()
  const outcomes = []
  try {
    for (let left = kills; left > 0; ) {
      const run = await begin(product)
      const times = []
      while (times.length < KILLS_A_RUN && left > 0 && (times.length === 0 || random() < 0.3)) {
        const after = Math.round(random() * 9000)
        await sleep(after)
        if (run.readers[0].done) break
        await product.kill()
        await product.start()
        times.push(after)
        left--
      }
      outcomes.push({ ...(await judged(product, run)), killedAfter: times })
      process.stderr.write(`    ${kills - left} of ${kills} kills, ${times.join(' and ')} ms: ${outcomes.at(-1).status} ${outcomes.at(-1).wrong.join('; ')}\n`)
    }
    outcomes.push(await compared(product))
  } finally {
    await product.stop()
  }
  return outcomes
}

/** A run for each trouble, which comes in the middle of it. */
async function disturbed(product, outcomes, troubles) {
  for (const [trouble, happen] of Object.entries(troubles)) {
    const run = await begin(product)
    await sleep(2500)
    await happen()
    outcomes.push({ trouble, ...(await judged(product, run)) })
    process.stderr.write(`    ${trouble}: ${outcomes.at(-1).status} ${outcomes.at(-1).wrong.join('; ')}\n`)
  }
}

/** What can happen to a server: it is gone, or says nothing, for a while. */
function awayFor(name, server, millis) {
  return {
    [`${name} killed`]: async () => {
      await server.kill()
      await sleep(millis)
      await server.start()
    },
    [`${name} silent`]: async () => {
      server.signal('SIGSTOP')
      await sleep(millis)
      server.signal('SIGCONT')
    },
  }
}

/** Redis and the database away for ten seconds, Redis silent for ten seconds. */
async function withServers(world, small) {
  if (!Redis.program || !MariaDb.program) return [{ skipped: 'skipped, no Redis or no MariaDB here' }]
  const away = small ? 3000 : AWAY_MILLIS
  const redis = await new Redis(world).start()
  const database = await new MariaDb(world).start()
  const product = await (
    await new Product(world, { settings: [...SETTINGS, ...database.settings(), '--codemaster.redis.url=' + redis.url] }).start()
  ).signIn()
  const outcomes = []
  try {
    await disturbed(product, outcomes, { ...awayFor('redis', redis, away), ...awayFor('database', database, away) })
    outcomes.push(await compared(product))
  } finally {
    await product.stop()
    await database.stop()
    await redis.stop()
  }
  return outcomes
}

/** Every answer of the database 40 ms late, from the middle of a run on. */
async function slowDatabase(world) {
  if (!MariaDb.program) return [{ skipped: 'skipped, no MariaDB here' }]
  const database = await new MariaDb(world).start()
  const line = await new SlowLine(database.port).start()
  const product = await (
    await new Product(world, { settings: [...SETTINGS, ...database.settings(line.port)] }).start()
  ).signIn()
  try {
    const run = await begin(product)
    await sleep(2000)
    line.delay = 40
    const outcome = await judged(product, run)
    line.delay = 0
    return [outcome, await compared(product)]
  } finally {
    line.delay = 0
    await product.stop()
    await line.stop()
    await database.stop()
  }
}

/** The disk below everything that the product keeps is full for ten seconds. */
async function fullDisk(world) {
  const dataDir = fs.mkdtempSync(path.join(world.directory, 'small-'))
  const disk = smallDisk(dataDir, 400)
  if (!disk) return [{ skipped: 'skipped, only root can make a small disk' }]
  const product = new Product(world, { settings: SETTINGS, dataDir })
  try {
    await (await product.start()).signIn()
    const run = await begin(product)
    await sleep(2500)
    const empty = disk.fill()
    await sleep(AWAY_MILLIS)
    empty()
    const first = await judged(product, run)
    // without a new start
    const after = await begin(product)
    return [
      { trouble: 'while it was full', ...first },
      { trouble: 'afterwards', ...(await judged(product, after)) },
      await compared(product),
    ]
  } finally {
    await product.stop()
    // what it said outlives the disk, for whoever keeps the directory
    fs.copyFileSync(path.join(dataDir, 'product.log'), path.join(world.directory, 'small-disk.log'))
    disk.stop()
  }
}

/**
 * A process of each role is killed at random moments of runs, one role after the other, while another process with all roles goes on:
 * that one answers, and its runs are on it or on the one that is killed as an executor. Then what joins them goes away, where it
 * is on this machine.
 */
async function eachRole(world, random, kills) {
  const axon = axonServer()
  if (!axon) return [{ skipped: 'SKIPPED, CODEMASTER_TEST_AXONSERVER names no Axon Server (host:port)' }]
  if (!MariaDb.program) return [{ skipped: 'skipped, no MariaDB here' }]
  await emptyAxonServer(axon)
  const database = await new MariaDb(world).start()
  const settings = [...SETTINGS, ...database.settings(), ...joined(axon), '--codemaster.codegen.lease=6s', '--codemaster.codegen.max-workers=1']
  const all = new Product(world, { settings })
  // what demonstrates has every role; so has the one that is killed as an executor
  const alone = ROLES.map(role => [
    role,
    role === 'executor'
      ? new Product(world, { settings })
      : new Product(world, { settings: [...settings, '--codemaster.roles=' + role], demo: 'off' }),
  ])
  const outcomes = []
  try {
    await (await all.start()).signIn()
    await Promise.all(alone.map(([, it]) => it.start()))
    for (let done = 0; done < kills; done++) {
      const [role, victim] = alone[done % alone.length]
      // two runs, so that whoever runs agents has one of them
      const runs = [await begin(all), await begin(all)]
      const after = Math.round(random() * 9000)
      await sleep(after)
      await victim.kill()
      await sleep(2000)
      await victim.start()
      for (const run of runs) {
        const outcome = await judged(all, run)
        outcomes.push({ trouble: `${role} killed after ${after} ms`, ...outcome, wrong: [...outcome.wrong, ...unended(outcome, victim)] })
        const { trouble, status, attempts, wrong } = outcomes.at(-1)
        process.stderr.write(`    ${done + 1} of ${kills}: ${trouble}: ${status}, attempt ${attempts} ${wrong.join('; ')}\n`)
      }
    }
    const server = FoundServer.at(Number(axon.address.split(':')[1]))
    if (server) await disturbed(all, outcomes, awayFor('Axon Server', server, AWAY_MILLIS))
    outcomes.push(await compared(all))
  } finally {
    await Promise.all(alone.map(([, it]) => it.stop()))
    await all.stop()
    await database.stop()
  }
  return outcomes
}

/** A worker that is killed costs an attempt, never the run; and none of its agents outlives it. */
function unended({ status, failure }, victim) {
  const left = orphans(victim.dataDir)
  return [
    ...(status === 'COMPLETED' ? [] : [`the run is ${status}, ${failure}`]),
    ...(left.length ? ['orphans of the killed process: ' + left.join(' ')] : []),
  ]
}

/** The clock goes an hour ahead and two hours back. */
async function clockJump(world) {
  const dataDir = fs.mkdtempSync(path.join(world.directory, 'clock-'))
  const time = fakeTime(dataDir)
  if (!time) return [{ skipped: 'skipped, libfaketime is not installed (apt-get install libfaketime)' }]
  const product = new Product(world, { settings: SETTINGS, dataDir, environment: time.environment })
  const outcomes = []
  try {
    await (await product.start()).signIn()
    for (const jump of ['+3600', '-3600']) {
      const run = await begin(product)
      await sleep(2500)
      time.jump(jump)
      outcomes.push({ trouble: jump, ...(await judged(product, run)) })
    }
    outcomes.push(await compared(product))
  } finally {
    await product.stop()
  }
  return outcomes
}
