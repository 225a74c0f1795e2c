// How many events a second all read models are made of, from a history of a million events.
import path from 'node:path'
import { here, run } from '../agent.mjs'
import { figure } from '../measure.mjs'
import { Product } from '../product.mjs'

const EVENTS = 1_000_000

/** `lab` of comparable products: all projections of a million events within ten minutes on two cores. */
const GOAL = { atLeast: EVENTS / 600 }

export const defaultRuns = 1

export async function bench(world, { small }) {
  const events = small ? 20_000 : EVENTS
  const product = await (await new Product(world).start()).signIn()
  const before = await position(product)
  // as the demonstration plays them: read, edit, test, a long transcript, a failure; each with what follows
  for (const scenario of ['bench-warm-up', 'bench-lines', 'bench-warm-up']) {
    const task = await product.generate(await product.submit(`Bench ${scenario}`, `Please play [[scenario:${scenario}]].`))
    await product.read(task).ended
  }
  await product.stop()
  const database = path.join(product.dataDir, 'db', 'codemaster')
  const said = await run(world.java, ['-cp', world.h2, path.join(here, 'FillEvents.java'), database, String(before), String(events)])
  const [filled, read] = said.trim().split(' ').map(Number)
  const began = performance.now()
  const told = await run(world.java, [
    '-Xmx' + world.heap, '-jar', world.jar, 'rebuild', '--all', `--codemaster.data-dir=${product.dataDir}`, '--spring.main.banner-mode=off',
  ])
  const seconds = (performance.now() - began) / 1000
  if (!told.includes('Every read model is what the events make')) throw new Error(told.slice(-2000))
  const exchanged = [...told.matchAll(/; (\d+) rows were exchanged/g)].reduce((sum, it) => sum + Number(it[1]), 0)
  const rates = [...told.matchAll(/events: [\d,]+ of [\d,]+ \(([\d,]+) a second\)/g)]
  const rate = rates.length ? Number(rates.at(-1)[1].replaceAll(',', '')) : filled / seconds
  return [
    figure('events a second, all read models', {
      value: rate, unit: 'events/s', baseline: filled / (read / 1000), baselineIs: 'JDBC: reading the same events once',
      ratio: rate / (filled / (read / 1000)), events: filled, goal: GOAL, of: 'value',
    }),
    figure('the whole command, with comparing and exchanging every row', {
      value: seconds, unit: 's', baseline: read / 1000, ratio: seconds / (read / 1000), rows: exchanged,
    }),
  ]
}

async function position(product) {
  const own = product.token
  product.token = (await product.post('/api/v1/auth/demo/login', { role: 'ADMIN' })).token
  const { items } = JSON.parse(await product.get('/api/v1/admin/projections'))
  product.token = own
  return Math.max(...items.map(it => it.position ?? 0))
}
