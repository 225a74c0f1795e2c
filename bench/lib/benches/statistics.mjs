// How long the statistics of 10,000 generations take, against counting the same rows in plain SQL.
import path from 'node:path'
import { here, run } from '../agent.mjs'
import { figure, median, percentile } from '../measure.mjs'
import { Product } from '../product.mjs'

const WARM_UP = 20

export const defaultRuns = 30

export async function bench(world, { runs, small }) {
  const rows = small ? 1000 : 10_000
  const product = new Product(world)
  await product.start()
  await product.stop()
  // the product's own tables, filled while nobody else has the file open
  const said = await run(world.java, [
    '-cp', world.h2, path.join(here, 'FillStatistics.java'), path.join(product.dataDir, 'db', 'codemaster'), String(rows), String(runs),
  ])
  const [filled, count, baseline] = said.trim().split(' ').map(Number)
  await product.start()
  try {
    product.token = (await product.post('/api/v1/auth/demo/login', { role: 'ADMIN' })).token
    const rows = []
    for (const [name, query] of [
      ['statistics of a year by day', 'days=365&bucket=day'],
      ['statistics of a year by week', 'days=365&bucket=week'],
    ]) {
      const where = '/api/v1/statistics?' + query.replace(/days=365/, `from=${day(-364)}&to=${day(0)}`)
      const answer = JSON.parse(await product.get(where))
      if (answer.totals.generations !== filled) throw new Error(`${answer.totals.generations} of ${filled} generations are counted`)
      for (let i = 0; i < WARM_UP; i++) await product.get(where)
      const samples = []
      for (let i = 0; i < runs; i++) {
        const began = performance.now()
        await product.get(where)
        samples.push(performance.now() - began)
      }
      const value = median(samples)
      rows.push(figure(name, {
        value, unit: 'ms', baseline, baselineIs: 'JDBC: count of the same rows by outcome', ratio: value / baseline, countMillis: count,
        generations: filled, worst: percentile(samples, 100), samples, goal: { atMost: 300 }, of: 'value',
      }))
    }
    return rows
  } finally {
    await product.stop()
  }
}

const day = shift => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
