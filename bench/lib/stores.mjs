// Where a product can keep what it records, side by side: as far as this machine has the servers.
import crypto from 'node:crypto'
import { Product, sleep } from './product.mjs'
import { MariaDb, Redis } from './servers.mjs'

/** The names that `--stores` takes, in the order of the table. */
export const STORES = ['embedded', 'server', 'redis', 'cluster']

/** Where an Axon Server listens for the product (`host:port`), and where for its REST; null where none is named. */
export function axonServer() {
  const address = process.env.CODEMASTER_TEST_AXONSERVER
  if (!address) return null
  return { address, rest: process.env.CODEMASTER_TEST_AXONSERVER_HTTP ?? `http://${address.split(':')[0]}:8024` }
}

/** Takes every event out of an Axon Server that runs with its development mode on. */
export async function emptyAxonServer(server) {
  const answer = await fetch(server.rest + '/v1/devmode/purge-events', { method: 'DELETE' }).catch(e => ({ ok: false, status: e.message }))
  if (!answer.ok)
    throw new Error(`${server.rest} does not empty itself (${answer.status}); start it with AXONSERVER_DEVMODE=true and name its REST address with CODEMASTER_TEST_AXONSERVER_HTTP.`)
}

/**
 * Opens a store.
 *
 * @returns `{label, start(properties)}`, which starts a product on it, and `stop()`; or `{skipped}`, the reason
 */
export async function openStore(name, world) {
  if (name === 'embedded') return { label: 'embedded', start: it => new Product(world, it).start(), stop: async () => {} }
  if (!MariaDb.program) return { label: name, skipped: 'no MariaDB here' }
  if (name === 'redis' && !Redis.program) return { label: name, skipped: 'no Redis here' }
  const axon = axonServer()
  if (name === 'cluster' && !axon) return { label: name, skipped: 'CODEMASTER_TEST_AXONSERVER names no Axon Server' }
  const database = await new MariaDb(world).start()
  const redis = name === 'server' ? null : Redis.program && (await new Redis(world).start())
  const settings = [...database.settings(), ...(redis ? ['--codemaster.redis.url=' + redis.url] : [])]
  const stop = async () => {
    await database.stop()
    await redis?.stop()
  }
  const withMore = it => ({ ...it, settings: [...(it?.settings ?? []), ...settings] })
  if (name !== 'cluster') return { label: name === 'server' ? 'MariaDB' : 'MariaDB, Redis', start: it => new Product(world, withMore(it)).start(), stop }
  return {
    label: redis ? 'two processes, Redis' : 'two processes',
    start: async it => {
      await emptyAxonServer(axon)
      return new TwoProcesses(world, withMore(it), axon).start()
    },
    stop,
  }
}

/** What all processes of one installation have to agree on. */
export function joined(axon) {
  return [
    '--codemaster.axonserver.servers=' + axon.address,
    '--codemaster.auth.jwt.secret=the same secret in every process of the bench',
    '--codemaster.encryption.keys[0].id=k1',
    '--codemaster.encryption.keys[0].secret=' + crypto.createHash('sha256').update('bench').digest('base64'),
  ]
}

/** A product that works in one process and is read at another, which has the role `query` alone. */
class TwoProcesses extends Product {
  constructor(world, properties, axon) {
    const settings = [...(properties.settings ?? []), ...joined(axon)]
    super(world, { ...properties, settings })
    this.reading = new Product(world, { ...properties, settings: [...settings, '--codemaster.roles=query'], demo: 'off' })
  }

  async start() {
    await super.start()
    await this.reading.start()
    return this
  }

  async stop() {
    await this.reading.stop()
    await super.stop()
  }

  async signIn() {
    await super.signIn()
    this.reading.token = this.token
    const late = performance.now() + 30_000
    while (!(await this.reading.get('/api/v1/auth/me').then(() => true, () => false))) {
      if (performance.now() > late) throw new Error('the reading process does not know who signed in at the other')
      await sleep(100)
    }
    return this
  }

  async get(where) {
    return this.reading.token ? this.reading.get(where) : super.get(where)
  }

  read(taskId, options) {
    return this.reading.read(taskId, options)
  }
}
