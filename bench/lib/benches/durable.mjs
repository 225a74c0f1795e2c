// How many lines a second become durable, against a plain batch insert of the same bytes into the same kind of file.
import fs from 'node:fs'
import path from 'node:path'
import { here, run } from '../agent.mjs'
import { figure, median } from '../measure.mjs'

export const defaultRuns = 1

/** Measured on each store that is asked for. */
export const byStore = true

/** @param store where the product keeps what it records, see stores.mjs */
export async function bench(world, { store, runs, lines }) {
  const product = await (await store.start({ command: path.join(here, 'flood-cli.mjs') })).signIn()
  try {
    await flood(product, 2000)
    const samples = []
    for (let i = 0; i < runs; i++) {
      const { output, span, arrivalSpan, taskId } = await flood(product, lines)
      const room = fs.mkdtempSync(path.join(world.directory, 'raw-'))
      const raw = path.join(room, 'lines.ndjson')
      fs.writeFileSync(raw, await product.get(`/api/v1/codegen/${taskId}/raw`))
      const said = await run(world.java, [
        '-cp', world.h2, path.join(here, 'RawInsert.java'), raw, path.join(room, 'raw'),
      ])
      const [inserted, millis] = said.trim().split(' ').map(Number)
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
      figure('durable lines', { ...common, value, ratio: value / baseline, goal: { atLeast: 0.4 } }),
      figure('durable lines that a live reader has', { ...common, value: seen, ratio: seen / baseline }),
    ]
  } finally {
    await product.stop()
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
