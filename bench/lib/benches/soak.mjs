// Three runs at once for as long as is asked for: what grows?
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { figure, round } from '../measure.mjs'
import { Product, sleep } from '../product.mjs'

const AT_ONCE = 3
const SCENARIO = 'bench-fault'

/** The first part of the time fills caches and is not judged. */
const WARM_UP = 0.25

export const defaultRuns = 1

export async function bench(world, { minutes, small }) {
  const millis = (small ? 1 : minutes) * 60_000
  const product = await (
    await new Product(world, { settings: ['--codemaster.review.automatic=false', ...(world.soakSettings ?? [])] }).start()
  ).signIn()
  const began = performance.now()
  const samples = []
  let finished = 0
  let over = false
  const worker = async () => {
    while (!over) {
      const requirement = await product.submit('Soak', `Please play [[scenario:${SCENARIO}]].`)
      const reader = product.read(await product.generate(requirement))
      await reader.ended
      finished++
    }
  }
  try {
    const workers = Array.from({ length: AT_ONCE }, worker)
    const every = Math.max(5_000, millis / 60)
    while (performance.now() - began < millis) {
      await Promise.race([sleep(every), ...workers])
      samples.push({ minutes: (performance.now() - began) / 60_000, ...sample(product), finished })
    }
    over = true
    await Promise.all(workers)
  } finally {
    await product.stop()
  }
  const judged = samples.filter(it => it.minutes > WARM_UP * (millis / 60_000))
  const limits = { heapMiB: 1, rssMiB: 3, threads: 0.5, files: 0.5 }
  return Object.keys(sampleNames).map(name =>
    figure(`${sampleNames[name]}: slope a minute, last ${round(judged.at(-1)?.[name] ?? NaN)}`, {
      value: slope(judged, name), unit: name.endsWith('MiB') ? 'MiB' : 'more', of: 'value',
      goal: limits[name] === undefined ? null : { atMost: limits[name] }, finished, samples: judged.map(it => round(it[name])),
    }),
  )
}

const sampleNames = { heapMiB: 'heap after a collection', rssMiB: 'resident memory', threads: 'threads', files: 'open files', diskMiB: 'disk' }

function sample(product) {
  const proc = `/proc/${product.process.pid}`
  return {
    heapMiB: (product.liveHeap() ?? NaN) / 1024,
    rssMiB: product.rss() / 1024,
    threads: fs.readdirSync(proc + '/task').length,
    files: fs.readdirSync(proc + '/fd').length,
    diskMiB: Number(execFileSync('du', ['-sk', path.join(product.dataDir)], { encoding: 'utf8' }).split('\t')[0]) / 1024,
  }
}

/** Least squares over the minutes. */
function slope(samples, name) {
  const points = samples.filter(it => Number.isFinite(it[name]))
  const mean = key => points.reduce((sum, it) => sum + it[key], 0) / points.length
  const [x, y] = [mean('minutes'), mean(name)]
  const over = points.reduce((sum, it) => sum + (it.minutes - x) * (it[name] - y), 0)
  return over / points.reduce((sum, it) => sum + (it.minutes - x) ** 2, 0)
}
