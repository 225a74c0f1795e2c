// How many lines a second become durable, against a plain batch insert of the same bytes into the same kind of file.
import fs from 'node:fs'
import path from 'node:path'
import { here, run } from '../agent.mjs'
import { figure, median } from '../measure.mjs'
import { Product } from '../product.mjs'

export const defaultRuns = 1

export async function bench(world, { runs, lines }) {
  const figures = await on(world, embedded(world), { runs, lines })
  const url = process.env.CODEMASTER_BENCH_DATABASE_URL
  return url ? [...figures, ...(await on(world, server(world, url), { runs, lines }))] : figures
}

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
      const said = await insert(world, database, raw, database.raw(i))
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
      figure('durable lines' + database.name, { ...common, value, ratio: value / baseline, goal: database.goal }),
      figure('durable lines that a live reader has' + database.name, { ...common, value: seen, ratio: seen / baseline }),
    ]
  } finally {
    await product.stop()
    await database.end()
  }
}

const embedded = world => ({
  name: '', goal: { atLeast: 0.4 }, product: {}, environment: {}, end: async () => {},
  raw: i => `jdbc:h2:file:${path.join(world.directory, 'raw-' + i)};MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0`,
})

/** Databases of the bench's own on the server of the address, named after the one in it, dropped at the end. */
function server(world, url) {
  const [, place, name, options] = /^(jdbc:mysql:\/\/[^/]+\/)([^?]+)\??(.*)$/.exec(url) ?? []
  if (!name) throw new Error('CODEMASTER_BENCH_DATABASE_URL must be like jdbc:mysql://127.0.0.1:3306/bench')
  const user = process.env.CODEMASTER_BENCH_DATABASE_USER ?? 'codemaster'
  const password = process.env.CODEMASTER_BENCH_DATABASE_PASSWORD ?? ''
  const made = []
  const fresh = what => {
    const own = `${name}_${Date.now().toString(36)}_${what}`
    made.push(own)
    return `${place}${own}?${options ? options + '&' : ''}createDatabaseIfNotExist=true`
  }
  const database = {
    name: ' on the server', goal: undefined,
    product: { CODEMASTER_DATABASE_URL: fresh('product'), CODEMASTER_DATABASE_USER: user, CODEMASTER_DATABASE_PASSWORD: password },
    environment: { BENCH_USER: user, BENCH_PASSWORD: password },
    raw: i => fresh('raw' + i) + '&rewriteBatchedStatements=true',
    end: async () => {
      for (const own of made) await insert(world, database, '--drop', database.product.CODEMASTER_DATABASE_URL, own)
    },
  }
  return database
}

const insert = (world, database, ...words) => {
  return run(world.java, ['-cp', world.drivers, path.join(here, 'RawInsert.java'), ...words], { env: { ...process.env, ...database.environment } })
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
