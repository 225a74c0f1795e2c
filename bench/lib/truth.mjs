// What must be true of a run whatever happened to the product in the middle of it.
import fs from 'node:fs'
import path from 'node:path'
import { sleep } from './product.mjs'

const COMPARISON_MILLIS = 180_000

/** Every durable event as the read model has it. */
export async function stored(product, taskId) {
  const events = []
  for (let cursor = '0'; cursor !== null; ) {
    const page = JSON.parse(await product.get(`/api/v1/codegen/${taskId}/events?limit=1000&after=${cursor}`))
    for (const it of page.items) events.push([it.sequence, it.event, JSON.stringify(it.data)])
    cursor = page.nextCursor
  }
  return events
}

/** The durable events that a reader has kept, over however many connections. */
export function seen(reader) {
  const found = []
  for (const chunks of reader.connections()) {
    for (const block of Buffer.concat(chunks).toString('utf8').split('\n\n').slice(0, -1)) {
      const fields = Object.fromEntries([...block.matchAll(/^(\w+): ?(.*)$/gm)].map(it => [it[1], it[2]]))
      if (fields.id) found.push([Number(fields.id), fields.event, JSON.stringify(JSON.parse(fields.data))])
    }
  }
  return found
}

/** Processes of agents whose home is in the product's data directory. */
export function orphans(dataDir) {
  const home = path.join(dataDir, 'work')
  return fs.readdirSync('/proc').filter(pid => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return fs.readFileSync(`/proc/${pid}/environ`, 'latin1').includes(home)
    } catch {
      return false
    }
  })
}

/**
 * Holds a run that is over against the rules.
 *
 * @returns the sentences of what is wrong; none when all is well
 */
export async function wrongs(product, taskId, readers) {
  const wrong = []
  const record = await stored(product, taskId)
  const ends = record.filter(it => it[1] === 'done').length
  if (ends !== 1) wrong.push(`${ends} terminal events`)
  if (record.some((it, i) => it[0] !== i + 1)) wrong.push('the numbers have a gap')
  for (const [i, reader] of readers.entries()) {
    const got = seen(reader)
    const at = record.findIndex((it, n) => String(got[n]) !== String(it))
    if (got.length !== record.length || at >= 0)
      wrong.push(`reader ${i} has ${got.length} of ${record.length} events, other from ${at + 1}: ${JSON.stringify(got[at])?.slice(0, 200)} instead of ${JSON.stringify(record[at])?.slice(0, 200)}`)
  }
  const replay = product.read(taskId, { keep: true })
  await replay.ended
  if (String(seen(replay)) !== String(record)) wrong.push('the replay differs from the record')
  const task = await product.task(taskId)
  if (!['COMPLETED', 'FAILED', 'CANCELLED'].includes(task.status)) wrong.push('the run is ' + task.status)
  if (task.lastSequence !== record.length) wrong.push(`the run's page speaks of ${task.lastSequence} events, the record has ${record.length}`)
  const left = orphans(product.dataDir)
  if (left.length) wrong.push('orphans: ' + left.join(' '))
  return { wrong, status: task.status, attempts: task.attempt, events: record.length, failure: task.failure?.code ?? null }
}

/**
 * Has the product make every read model anew from the events, beside those in use, and compare both row by row.
 *
 * @returns the sentences of what is other than the events say; none when all is well
 */
export async function otherThanTheEvents(product) {
  const own = product.token
  try {
    product.token = (await product.post('/api/v1/auth/demo/login', { role: 'ADMIN' })).token
    const { id } = await product.post('/api/v1/admin/projections/all/rebuild', { compareOnly: true })
    const late = performance.now() + COMPARISON_MILLIS
    for (;;) {
      const rebuild = JSON.parse(await product.get('/api/v1/admin/rebuilds/' + id))
      if (rebuild.state === 'RIGHT') return []
      if (rebuild.state !== 'RUNNING') {
        const odd = rebuild.views.filter(it => it.outcome !== 'SAME')
        return [`the comparison with the events is ${rebuild.state}: ${rebuild.failure ?? JSON.stringify(odd).slice(0, 600)}`]
      }
      if (performance.now() > late) return ['read models are still being compared after ' + COMPARISON_MILLIS / 1000 + ' s']
      await sleep(200)
    }
  } finally {
    product.token = own
  }
}
