// How many lines a second become durable, against a plain batch insert of the same bytes into the same kind of file.
import fs from 'node:fs'
import path from 'node:path'
import { here } from '../agent.mjs'
import { onEach, rawInsert } from '../databases.mjs'
import { figure, median } from '../measure.mjs'
import { Product } from '../product.mjs'

export const defaultRuns = 1

export const bench = (world, options) => onEach(world, database => on(world, database, options))

async function on(world, database, { runs, lines }) {
  const product = new Product(world, { command: path.join(here, 'flood-cli.mjs'), environment: database.product })
  try {
    await (await product.start()).signIn()
    await flood(product, 2000)
    const samples = []
    for (let i = 0; i < runs; i++) {
      const { output, span, arrivalSpan, taskId } = await flood(product, lines)
      const raw = path.join(world.directory, `lines-${i}.ndjson`)
      fs.writeFileSync(raw, await product.get(`/api/v1/codegen/${taskId}/raw`))
      const [inserted, millis] = await rawInsert(world, database, raw, i)
      samples.push({
        linesPerSecond: Math.round(output / (span / 1000)), seenPerSecond: Math.round(output / (arrivalSpan / 1000)),
        rawPerSecond: Math.round(inserted / (millis / 1000)), bytes: fs.statSync(raw).size,
      })
    }
    const value = median(samples.map(it => it.linesPerSecond))
    const seen = median(samples.map(it => it.seenPerSecond))
    const baseline = median(samples.map(it => it.rawPerSecond))
    const common = { unit: 'lines/s', baseline, baselineIs: 'JDBC, batches of 64, each committed', lines, samples }
    return [
      figure('durable lines' + database.name, { ...common, value, ratio: value / baseline, goal: database.isEmbedded ? { atLeast: 0.4 } : undefined }),
      figure('durable lines that a live reader has' + database.name, { ...common, value: seen, ratio: seen / baseline }),
    ]
  } finally {
    await product.stop()
    await database.end()
  }
}

/** Plays a run of that many lines in the view of one live reader. */
export async function flood(product, lines) {
  const taskId = await product.generate(await product.submit('Bench flood', `[[flood:${lines}]]`))
  const reader = product.read(taskId, { keep: true })
  await reader.ended
  const events = reader.events().filter(it => it.event === 'output')
  if (events.length < lines) throw new Error(`${events.length} of ${lines} lines came: ${JSON.stringify((await product.task(taskId)).failure)}`)
  const times = events.map(it => Date.parse(it.data.at))
  const last = events.length - 1
  return {
    taskId, output: events.length, span: times[last] - times[0], arrivalSpan: events[last].arrived - events[0].arrived,
  }
}
