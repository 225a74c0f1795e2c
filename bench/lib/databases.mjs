// Where a bench's product keeps everything: the embedded database and, where there is one, a server of the MySQL protocol.
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { here, run } from './agent.mjs'

const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin']

/** Runs a measurement on each; answers all figures. */
export async function onEach(world, measure) {
  const figures = await measure(embedded(world))
  const place = await server(world)
  if (!place) {
    console.error('No server: set CODEMASTER_BENCH_DATABASE_URL, or install MariaDB (apt-get install mariadb-server-core mariadb-client-core).')
    return figures
  }
  try {
    return [...figures, ...(await measure(onServer(world, place)))]
  } finally {
    await place.stop()
  }
}

/** Inserts lines of a file, for the baseline; answers how many in how many milliseconds. */
export async function rawInsert(world, database, lines, i) {
  const said = await insert(world, database, lines, database.raw(i))
  return said.trim().split(' ').map(Number)
}

const insert = (world, database, ...words) =>
  run(world.java, ['-cp', world.drivers, path.join(here, 'RawInsert.java'), ...words], { env: { ...process.env, ...database.environment } })

const embedded = world => ({
  name: '', isEmbedded: true, product: {}, environment: {}, end: async () => {},
  raw: i => `jdbc:h2:file:${path.join(world.directory, 'raw-' + i)};MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0`,
})

/** Databases of the bench's own, named after the one in the address, dropped at the end. */
function onServer(world, { url, user, password, kind }) {
  const [, place, name, options] = /^(jdbc:mysql:\/\/[^/]+\/)([^?]+)\??(.*)$/.exec(url) ?? []
  if (!name) throw new Error('CODEMASTER_BENCH_DATABASE_URL must be like jdbc:mysql://127.0.0.1:3306/bench')
  const made = []
  const fresh = what => {
    const own = `${name}_${Date.now().toString(36)}_${what}`
    made.push(own)
    return `${place}${own}?${options ? options + '&' : ''}createDatabaseIfNotExist=true`
  }
  const database = {
    name: ', ' + kind, isEmbedded: false,
    product: { CODEMASTER_DATABASE_URL: fresh('product'), CODEMASTER_DATABASE_USER: user, CODEMASTER_DATABASE_PASSWORD: password },
    environment: { BENCH_USER: user, BENCH_PASSWORD: password },
    raw: i => fresh('raw' + i) + '&rewriteBatchedStatements=true',
    end: async () => {
      for (const own of made) await insert(world, database, '--drop', database.product.CODEMASTER_DATABASE_URL, own)
    },
  }
  return database
}

/** The one that the environment names, else a MariaDB of the bench's own where it is installed. */
async function server(world) {
  const url = process.env.CODEMASTER_BENCH_DATABASE_URL
  if (url) {
    const user = process.env.CODEMASTER_BENCH_DATABASE_USER ?? 'codemaster'
    const password = process.env.CODEMASTER_BENCH_DATABASE_PASSWORD ?? ''
    return { url, user, password, kind: 'server', stop: async () => {} }
  }
  const [install, daemon, client] = ['mariadb-install-db', 'mariadbd', 'mariadb'].map(find)
  return install && daemon && client ? ownMariaDb(world, install, daemon, client) : undefined
}

const find = name => PLACES.map(it => path.join(it, name)).find(it => fs.existsSync(it))

/** With the durability that it has by itself: every commit is on the disk. */
async function ownMariaDb(world, install, daemon, client) {
  const directory = fs.mkdtempSync(path.join(world.directory, 'mariadb-'))
  const user = '--user=' + os.userInfo().username
  const data = '--datadir=' + path.join(directory, 'data')
  const socket = '--socket=' + path.join(directory, 's')
  execFileSync(install, ['--no-defaults', user, data, '--auth-root-authentication-method=normal', '--skip-test-db'], { stdio: 'ignore' })
  const port = await freePort()
  const words = ['--no-defaults', user, data, socket, `--port=${port}`, '--bind-address=127.0.0.1', '--character-set-server=utf8mb4', '--max-allowed-packet=64M']
  const process_ = spawn(daemon, words, { stdio: 'ignore' })
  const ended = new Promise(resolve => process_.once('exit', resolve))
  const stop = async () => {
    process_.kill('SIGTERM')
    await ended
  }
  for (let i = 0; i < 300; i++) {
    try {
      const sql = "CREATE USER bench@'127.0.0.1' IDENTIFIED BY 'bench'; GRANT ALL ON *.* TO bench@'127.0.0.1'"
      execFileSync(client, ['--no-defaults', socket, '--user=root', '--execute=' + sql], { stdio: 'ignore' })
      return { url: `jdbc:mysql://127.0.0.1:${port}/bench`, user: 'bench', password: 'bench', kind: 'MariaDB', stop }
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  await stop()
  throw new Error('MariaDB did not start in ' + directory)
}

function freePort() {
  return new Promise(resolve => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
