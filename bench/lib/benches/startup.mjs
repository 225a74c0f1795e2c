// How long the product takes until it is ready, and what it holds then.
import { run } from '../agent.mjs'
import { figure, median } from '../measure.mjs'
import { Product, sleep } from '../product.mjs'

const QUIET_MILLIS = 10_000

export const defaultRuns = 3

export async function bench(world, { runs }) {
  const samples = []
  for (let i = 0; i < runs; i++) {
    const began = performance.now()
    await run(world.java, ['-version'])
    const java = performance.now() - began
    const product = await new Product(world).start()
    const rss = product.rss()
    await sleep(QUIET_MILLIS)
    const quietRss = product.rss()
    const heap = product.liveHeap()
    await product.stop()
    const again = await new Product(world, { dataDir: product.dataDir }).start()
    await again.stop()
    samples.push({
      java: Math.round(java), first: Math.round(product.startMillis), again: Math.round(again.startMillis), rss, quietRss,
      liveHeap: heap,
    })
  }
  const of = name => median(samples.map(it => it[name]))
  const baselineIs = 'java -version'
  return [
    figure('first start, empty data directory', {
      value: of('first') / 1000, unit: 's', baseline: of('java') / 1000, ratio: of('first') / of('java'), baselineIs, samples,
    }),
    figure('later start', {
      value: of('again') / 1000, unit: 's', baseline: of('java') / 1000, ratio: of('again') / of('java'), baselineIs,
    }),
    figure('resident memory when ready', { value: of('rss') / 1024, unit: 'MiB' }),
    figure('resident memory after 10 quiet s', {
      value: of('quietRss') / 1024, unit: 'MiB', liveHeapMiB: of('liveHeap') === null ? null : Math.round(of('liveHeap') / 1024),
    }),
  ]
}
