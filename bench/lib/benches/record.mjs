// How fast the chain over the record is made and verified, and how far it is behind when a run at full speed ends.
import fs from 'node:fs'
import path from 'node:path'
import { here, run } from '../agent.mjs'
import { figure } from '../measure.mjs'
import { Product, sleep } from '../product.mjs'
import { flood } from './durable.mjs'

const EVENTS = 200_000
const LINKED_WITHIN_MILLIS = 600_000

export const defaultRuns = 1

export async function bench(world, { small, lines }) {
  const wanted = small ? 30_000 : EVENTS
  const product = await (await new Product(world, { command: path.join(here, 'flood-cli.mjs') }).start()).signIn()
  try {
    await flood(product, lines)
    const behind = (await verify(product)).verdict.pending
    await product.stop()
    const database = path.join(product.dataDir, 'db', 'codemaster')
    const said = await run(world.java, ['-cp', world.h2, path.join(here, 'FillEvents.java'), database, '0', String(wanted)])
    const [filled, read] = said.trim().split(' ').map(Number)
    const known = checkpoints(product).length
    await product.start()
    const until = performance.now() + LINKED_WITHIN_MILLIS
    while ((checkpoints(product).at(-1)?.position ?? 0) < filled - 10_000) {
      if (performance.now() > until) throw new Error('the chain does not keep up: ' + JSON.stringify(checkpoints(product).at(-1)))
      await sleep(200)
    }
    const signed = checkpoints(product).slice(known)
    const [first, last] = [signed[0], signed.at(-1)]
    const linked = (last.position - first.position) / ((last.at - first.at) / 1000)
    let verified = await verify(product)
    while (verified.verdict.pending > 0 && performance.now() < until) verified = await verify(product)
    if (!verified.verdict.intact) throw new Error(JSON.stringify(verified.verdict.fault))
    const { entries } = verified.verdict
    const rate = entries / (verified.millis / 1000)
    const common = { unit: 'events/s', baseline: filled / (read / 1000), baselineIs: 'JDBC: reading the same events once' }
    return [
      figure('record verified', { value: rate, ratio: rate / common.baseline, events: entries, ...common }),
      figure('record linked', { value: linked, ratio: linked / common.baseline, events: filled, ...common }),
      figure('events not linked when a run at full speed ends', { value: behind, unit: 'events', of: 'value', lines }),
    ]
  } finally {
    await product.stop()
  }
}

async function verify(product) {
  const own = product.token
  product.token = (await product.post('/api/v1/auth/demo/login', { role: 'ADMIN' })).token
  const began = performance.now()
  const verdict = JSON.parse(await product.get('/api/v1/audit/verify'))
  const millis = performance.now() - began
  product.token = own
  return { verdict, millis }
}

function checkpoints(product) {
  const file = path.join(product.dataDir, 'record', 'checkpoints')
  if (!fs.existsSync(file)) return []
  return fs.readFileSync(file, 'utf8').split('\n').slice(0, -1).map(line => {
    const [position, , at] = line.split(' ')
    return { position: Number(position), at: Date.parse(at) }
  })
}
