// Many readers at once: what one costs, and whether anybody misses anything.
import path from 'node:path'
import { here } from '../agent.mjs'
import { figure } from '../measure.mjs'
import { Product, sleep } from '../product.mjs'
import { flood } from './durable.mjs'

const IDLE = 500
const ACTIVE = 100
const QUIET_SECONDS = 45

export const defaultRuns = 1

export async function bench(world, { small }) {
  const idle = small ? 50 : IDLE
  const active = small ? 10 : ACTIVE
  const lines = small ? 500 : 2000
  const product = await (await new Product(world, { command: path.join(here, 'flood-cli.mjs') }).start()).signIn()
  try {
    await flood(product, lines)
    const quiet = await product.generate(await product.submit('Bench quiet', `[[idle:${QUIET_SECONDS}]]`))
    await sleep(2000)
    const before = memory(product)
    const waiting = await open(product, quiet, idle)
    await sleep(1000)
    const withIdle = memory(product)
    const loud = await product.generate(await product.submit('Bench loud', `[[flood:${lines}]]`))
    const began = performance.now()
    const listening = await open(product, loud, active)
    await Promise.all(listening.map(it => it.ended))
    const millis = performance.now() - began
    const peak = product.rss()
    await Promise.all(waiting.map(it => it.ended))
    const loss = count(listening, (await product.task(loud)).lastSequence)
    const idleLoss = count(waiting, (await product.task(quiet)).lastSequence)
    return [
      figure(`memory per idle reader, ${idle} of them`, {
        value: (withIdle.rss - before.rss) / idle, unit: 'KiB', perReaderLiveHeap: perReader(before, withIdle, idle),
        rssBefore: before.rss, rssWithIdle: withIdle.rss,
      }),
      figure(`memory per active reader, ${active} of them`, {
        value: (peak - withIdle.rss) / active, unit: 'KiB', rssAfter: peak,
        note: 'resident memory after the flood; holds the garbage of the flood itself',
      }),
      figure('lost events', {
        value: loss.lost + idleLoss.lost, unit: 'events', goal: { atMost: 0 }, of: 'value',
        disorder: loss.disorder + idleLoss.disorder, reconnects: loss.reconnects + idleLoss.reconnects,
        delivered: loss.delivered, millis: Math.round(millis),
        perSecond: Math.round(loss.delivered / (millis / 1000)),
      }),
    ]
  } finally {
    await product.stop()
  }
}

async function open(product, taskId, number) {
  const readers = Array.from({ length: number }, () => product.read(taskId))
  await Promise.all(readers.map(it => Promise.race([it.opened, it.ended])))
  return readers
}

function memory(product) {
  const heap = product.liveHeap()
  return { heap, rss: product.rss() }
}

const perReader = (before, after, number) =>
  before.heap === null ? null : Math.round(((after.heap - before.heap) / number) * 10) / 10

/** An event is lost that its reader did not have when its stream was done. */
function count(readers, last) {
  const sum = of => readers.reduce((total, it) => total + of(it), 0)
  return {
    lost: sum(it => last - it.count), disorder: sum(it => it.disorder), reconnects: sum(it => it.reconnects),
    delivered: sum(it => it.count),
  }
}
