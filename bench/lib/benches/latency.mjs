// How old a line is when a reader of the stream has it: from the CLI's own timestamp to the client's read.
import fs from 'node:fs'
import path from 'node:path'
import { here, run, scriptedModel, writeMessage } from '../agent.mjs'
import { figure, percentile } from '../measure.mjs'

const SCENARIO = 'bench-lines'

export const defaultRuns = 1

/** Measured on each store that is asked for. */
export const byStore = true

/** @param store where the product keeps what it records, see stores.mjs */
export async function bench(world, { store, runs }) {
  const product = await (await store.start()).signIn()
  const model = await scriptedModel(world)
  try {
    await through(product, 1, 'bench-warm-up')
    const figures = []
    for (const concurrent of [1, 3]) {
      const streamed = []
      const piped = []
      for (let i = 0; i < runs; i++) {
        streamed.push(...(await through(product, concurrent, SCENARIO)))
        piped.push(...(await pipe(world, model, concurrent)))
      }
      for (const [p, limit] of [[50, 30], [99, 150]]) {
        const value = percentile(streamed, p)
        const baseline = percentile(piped, p)
        figures.push(figure(`line latency p${p}, ${concurrent} at once`, {
          value, unit: 'ms', baseline, ratio: value / Math.max(1, baseline), goal: { atMost: limit }, of: 'value',
          baselineIs: 'claude … | reader', lines: streamed.length, baselineLines: piped.length,
          worst: Math.max(...streamed), baselineWorst: Math.max(...piped),
        }))
      }
    }
    return figures
  } finally {
    model.stop()
    await product.stop()
  }
}

async function through(product, concurrent, scenario) {
  const requirements = await Promise.all(
    Array.from({ length: concurrent }, () => product.submit('Bench ' + scenario, `Please play [[scenario:${scenario}]].`)),
  )
  const readers = await Promise.all(
    requirements.map(async it => product.read(await product.generate(it), { keep: true })),
  )
  await Promise.all(readers.map(it => it.ended))
  return readers.flatMap(ages)
}

function ages(reader) {
  if (reader.reconnects) throw new Error('the stream was cut; its latencies would be those of a replay')
  return reader
    .events()
    .filter(it => it.event === 'output' && timed(it.data.line))
    .map(it => it.arrived - Date.parse(it.data.line.timestamp))
}

const timed = line => line?.timestamp && (line.type === 'assistant' || line.type === 'user')

async function pipe(world, model, concurrent) {
  const all = await Promise.all(
    Array.from({ length: concurrent }, async () => {
      const directory = fs.mkdtempSync(path.join(world.directory, 'pipe-'))
      fs.mkdirSync(path.join(directory, 'tree'))
      const message = writeMessage(path.join(directory, 'message.json'), `Please play [[scenario:${SCENARIO}]].`)
      const line = '"$0" "$1" "$2" "$3" <"$4" 2>/dev/null | "$5" "$6"'
      return JSON.parse(
        await run('bash', [
          '-c', line, path.join(here, 'agent.sh'), world.cli, path.join(directory, 'home'), model.url, message,
          process.execPath, path.join(here, 'pipe-reader.mjs'),
        ], { cwd: path.join(directory, 'tree') }),
      )
    }),
  )
  return all.flat()
}
