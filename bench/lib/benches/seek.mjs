// How long it takes to know what a long run was at any of its events, against reading one page of its events.
import path from 'node:path'
import { here } from '../agent.mjs'
import { figure, percentile } from '../measure.mjs'
import { Product } from '../product.mjs'

export const defaultRuns = 100

const CALLS = 400

export async function bench(world, { runs, lines, seed }) {
  const product = await (await new Product(world, { command: path.join(here, 'edit-cli.mjs') }).start()).signIn()
  process.stderr.write(`seed ${seed}\n`)
  try {
    const calls = Math.min(CALLS, Math.ceil(lines / 10))
    const filler = Math.max(0, Math.ceil(lines / calls) - 3)
    const taskId = await product.generate(await product.submit('Bench seek', `[[edits:${seed},${calls},20,${filler}]]`))
    await product.read(taskId).ended
    const task = await product.task(taskId)
    if (task.status !== 'COMPLETED') throw new Error('the run ended as ' + JSON.stringify(task.failure))
    const last = task.lastSequence
    const times = { page: [], state: [], files: [] }
    const timed = async (kind, where) => {
      const began = performance.now()
      const answer = await product.get(`/api/v1/codegen/${taskId}${where}`)
      times[kind].push(performance.now() - began)
      return answer
    }
    for (let i = -10; i < runs; i++) {
      if (i === 0) for (const kind of Object.keys(times)) times[kind] = []
      const at = 1 + Math.floor(Math.random() * last)
      await timed('page', `/events?after=${Math.max(0, at - 200)}&limit=200`)
      const state = JSON.parse(await timed('state', `/state?at=${at}`))
      if (state.sequence !== at) throw new Error(`asked for ${at}, got ${state.sequence}`)
      await timed('files', `/files?at=${at}`)
    }
    const baseline = percentile(times.page, 50)
    const common = { unit: 'ms', baseline, baselineIs: 'a page of 200 events', events: last, runs }
    const goal = (name, kind, p) => {
      const value = percentile(times[kind], p)
      return figure(name, { value, ratio: value / baseline, of: 'value', goal: { atMost: 200 }, ...common })
    }
    return [
      goal('seek: state, p50', 'state', 50), goal('seek: state, p99', 'state', 99),
      goal('seek: files, p50', 'files', 50), goal('seek: files, p99', 'files', 99),
    ]
  } finally {
    await product.stop()
  }
}
