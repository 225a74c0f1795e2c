// How long the stream of a run that is over takes, against the same bytes as a static file from the same server.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { here } from '../agent.mjs'
import { figure, median } from '../measure.mjs'
import { Product } from '../product.mjs'
import { flood } from './durable.mjs'

export const defaultRuns = 3

export async function bench(world, { runs, lines }) {
  const assets = path.join(world.directory, 'assets')
  fs.mkdirSync(assets)
  const product = await (await new Product(world, { command: path.join(here, 'flood-cli.mjs'), assets }).start()).signIn()
  try {
    const { taskId } = await flood(product, lines)
    const stream = `${product.url}/api/v1/codegen/${taskId}/stream`
    const file = `${product.url}/assets/replay.txt`
    fs.writeFileSync(path.join(assets, 'replay.txt'), (await load(stream, product.authorization(), true)).body)
    await load(file, {})
    const samples = []
    for (let i = 0; i < runs; i++) {
      const replay = await load(stream, product.authorization())
      const plain = await load(file, {})
      const raw = await load(`${product.url}/api/v1/codegen/${taskId}/raw`, product.authorization())
      samples.push({ replay: replay.millis, static: plain.millis, raw: raw.millis, bytes: replay.bytes, rawBytes: raw.bytes })
    }
    const value = median(samples.map(it => it.replay))
    const baseline = median(samples.map(it => it.static))
    return [
      figure('replay', {
        value, unit: 'ms', baseline, ratio: value / baseline, baselineIs: 'the same bytes as a static file of the product', lines,
        linesPerSecond: Math.round(lines / (value / 1000)), samples,
      }),
    ]
  } finally {
    await product.stop()
  }
}

function load(url, headers, keep = false) {
  return new Promise((done, failed) => {
    const began = performance.now()
    http
      .get(url, { agent: false, headers }, answer => {
        if (answer.statusCode !== 200) return failed(new Error(`${url}: ${answer.statusCode}`))
        const chunks = []
        let bytes = 0
        answer.on('data', chunk => {
          bytes += chunk.length
          if (keep) chunks.push(chunk)
        })
        answer.on('error', failed)
        answer.on('end', () => done({ millis: Math.round(performance.now() - began), bytes, body: Buffer.concat(chunks) }))
      })
      .on('error', failed)
  })
}
