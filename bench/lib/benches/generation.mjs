// A whole generation through the product, against a script that clones, runs the same agent, commits and pushes.
import fs from 'node:fs'
import path from 'node:path'
import { here, run, scriptedModel, writeMessage } from '../agent.mjs'
import { figure, median } from '../measure.mjs'

const GOAL = { atMost: 1.1 }

export const defaultRuns = 1

/** Measured on each store that is asked for. */
export const byStore = true

/** @param store where the product keeps what it records, see stores.mjs */
export async function bench(world, { store, runs, small }) {
  const product = await (await store.start()).signIn()
  const model = await scriptedModel(world)
  try {
    await pair(world, product, model, 'bench-warm-up')
    const figures = []
    for (const [scenario, label] of [['bench-paced', 'paced, about 20 s'], ['bench-lines', '2,000 lines at once']]) {
      if (small && scenario === 'bench-paced') continue
      const times = []
      for (let i = 0; i < runs; i++) times.push(await pair(world, product, model, scenario))
      const through = median(times.map(it => it.product))
      const plain = median(times.map(it => it.script))
      figures.push(figure(`generation, ${label}`, {
        value: through / 1000, unit: 's', baseline: plain / 1000, ratio: through / plain, goal: GOAL,
        baselineIs: 'clone, the same CLI, commit, push by a script', samples: times,
      }))
    }
    return figures
  } finally {
    model.stop()
    await product.stop()
  }
}

async function pair(world, product, model, scenario) {
  const requirement = await product.submit('Bench ' + scenario, `Please play [[scenario:${scenario}]].`)
  let began = performance.now()
  const taskId = await product.generate(requirement)
  await product.read(taskId).ended
  const through = performance.now() - began
  const task = await product.task(taskId)
  if (task.status !== 'COMPLETED') throw new Error(`${scenario} ended as ${task.status}: ${JSON.stringify(task.failure)}`)

  const directory = fs.mkdtempSync(path.join(world.directory, 'script-'))
  const message = writeMessage(path.join(directory, 'message.json'), await product.get(`/api/v1/codegen/${taskId}/prompt`))
  began = performance.now()
  await run(path.join(here, 'generate.sh'), [
    world.cli, model.url, product.gitUrl(), 'bench/' + path.basename(directory), directory, message,
  ])
  return { product: Math.round(through), script: Math.round(performance.now() - began) }
}
