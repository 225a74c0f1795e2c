// Real servers beside the product: Debian's Redis and MariaDB, each on a port of its own, and a slow line to one of them.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { freePort, sleep } from './product.mjs'

const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin']

const find = (...names) =>
  names.flatMap(name => PLACES.map(place => path.join(place, name))).find(it => fs.existsSync(it)) ?? null

class Server {
  constructor(world) {
    this.world = world
    this.directory = fs.mkdtempSync(path.join(world.directory, 'server-'))
  }

  run(program, words) {
    const log = fs.openSync(path.join(this.directory, 'log'), 'a')
    this.process = spawn(program, words, { stdio: ['ignore', log, log] })
    fs.closeSync(log)
    this.gone = new Promise(done => this.process.once('exit', done))
    this.world.running.add(this)
  }

  signal(name) {
    this.process.kill(name)
  }

  /** As a power cut would. */
  async kill() {
    this.process.kill('SIGKILL')
    await this.gone
    this.world.running.delete(this)
  }

  async stop() {
    if (this.process) await this.kill()
  }
}

export class Redis extends Server {
  static program = find('redis-server')

  async start() {
    this.port ??= await freePort()
    this.url = `redis://127.0.0.1:${this.port}`
    this.run(Redis.program, ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.directory])
    return this
  }
}

export class MariaDb extends Server {
  static program = find('mariadbd', 'mysqld')

  async start() {
    const data = path.join(this.directory, 'data')
    const socket = path.join(this.directory, 's.sock')
    const user = os.userInfo().username
    if (!this.port) {
      this.port = await freePort()
      const installed = spawnSync(find('mariadb-install-db', 'mysql_install_db'), [
        '--no-defaults', '--user=' + user, '--datadir=' + data, '--auth-root-authentication-method=normal', '--skip-test-db',
      ])
      if (installed.status !== 0) throw new Error('MariaDB cannot be set up: ' + installed.stderr)
    }
    this.run(MariaDb.program, [
      '--no-defaults', '--user=' + user, '--datadir=' + data, '--socket=' + socket, '--pid-file=' + path.join(this.directory, 'pid'),
      '--bind-address=127.0.0.1', '--port=' + this.port, '--character-set-server=utf8mb4', '--max-allowed-packet=64M',
    ])
    const words = "CREATE DATABASE IF NOT EXISTS codemaster; CREATE USER IF NOT EXISTS cm@'127.0.0.1' IDENTIFIED BY 'cm'; GRANT ALL ON codemaster.* TO cm@'127.0.0.1'"
    const client = find('mariadb', 'mysql')
    const late = performance.now() + 60_000
    while (spawnSync(client, ['--no-defaults', '--socket=' + socket, '-u', 'root', '-e', words]).status !== 0) {
      if (performance.now() > late) throw new Error('MariaDB does not answer, see ' + path.join(this.directory, 'log'))
      await sleep(100)
    }
    return this
  }

  /** What makes a product use it, over another port where a line stands between. */
  settings(port = this.port) {
    return [
      `--codemaster.database.url=jdbc:mysql://127.0.0.1:${port}/codemaster`, '--codemaster.database.user=cm',
      '--codemaster.database.password=cm', '--spring.jpa.database-platform=org.hibernate.dialect.MariaDBDialect',
    ]
  }
}

/** A line to a server on this machine that holds back every answer. */
export class SlowLine {
  constructor(port) {
    this.target = port
    this.delay = 0
    this.sockets = new Set()
  }

  async start() {
    this.server = net.createServer(client => {
      const server = net.connect(this.target, '127.0.0.1')
      for (const it of [client, server]) {
        this.sockets.add(it)
        it.setNoDelay(true)
        it.on('error', () => {})
        it.on('close', () => this.sockets.delete(it))
      }
      client.pipe(server)
      server.on('data', bytes => {
        // timers of the same delay fire in order, so the bytes stay in order while the delay is what it is
        if (this.delay) setTimeout(() => client.write(bytes), this.delay)
        else client.write(bytes)
      })
      server.on('end', () => client.end())
    })
    await new Promise(done => this.server.listen(0, '127.0.0.1', done))
    this.port = this.server.address().port
    return this
  }

  async stop() {
    for (const it of this.sockets) it.destroy()
    await new Promise(done => this.server.close(done))
  }
}

/** Fake time for one product, where Debian's libfaketime is there; null elsewhere. */
export function fakeTime(directory) {
  const library = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1'].find(
    it => fs.existsSync(it),
  )
  if (!library) return null
  const file = path.join(directory, 'faketime')
  const jump = offset => fs.writeFileSync(file, offset + '\n')
  jump('+0')
  return {
    jump,
    environment: {
      LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1',
      // with its fix for another C library every thread of a JVM that waits for a time spins
      FAKETIME_FORCE_MONOTONIC_FIX: '0',
    },
  }
}

/** A file system of its own for a directory, so small that it can be filled; null where this may not be done. */
export function smallDisk(directory, mebibytes) {
  if (os.userInfo().uid !== 0) return null
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory])
  if (mounted.status !== 0) return null
  return {
    fill() {
      const filler = path.join(directory, 'filler')
      spawnSync('dd', ['if=/dev/zero', 'of=' + filler, 'bs=64k'])
      return () => fs.rmSync(filler, { force: true })
    },
    stop() {
      execFileSync('umount', ['--lazy', directory])
    },
  }
}

/** A server that somebody else has started on this machine; it can be ended and started again the way it was. */
export class FoundServer {
  /** By the port that it listens on; null where nothing of this machine does. */
  static at(port) {
    const inodes = new Set(
      ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file =>
        fs.readFileSync(file, 'utf8').split('\n').slice(1).map(line => line.trim().split(/\s+/))
          .filter(([, local, , state]) => state === '0A' && parseInt(local.split(':')[1], 16) === port)
          .map(fields => `socket:[${fields[9]}]`),
      ),
    )
    const pid = fs.readdirSync('/proc').find(it => /^\d+$/.test(it) && holds(it, inodes))
    return pid ? new FoundServer(Number(pid)) : null
  }

  constructor(pid) {
    this.pid = pid
    const read = name => fs.readFileSync(`/proc/${pid}/${name}`, 'utf8').split('\0').filter(Boolean)
    this.words = read('cmdline')
    this.cwd = fs.readlinkSync(`/proc/${pid}/cwd`)
    this.program = fs.readlinkSync(`/proc/${pid}/exe`)
    this.environment = Object.fromEntries(read('environ').map(it => [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)]))
  }

  signal(name) {
    process.kill(this.pid, name)
  }

  /** As a power cut would. */
  async kill() {
    this.signal('SIGKILL')
    while (isAlive(this.pid)) await sleep(20)
  }

  /** It outlives whoever starts it, as before. */
  start() {
    const child = spawn(this.program, this.words.slice(1), { cwd: this.cwd, env: this.environment, stdio: 'ignore', detached: true })
    child.unref()
    this.pid = child.pid
  }
}

function holds(pid, inodes) {
  try {
    return fs.readdirSync(`/proc/${pid}/fd`).some(fd => inodes.has(linkOf(`/proc/${pid}/fd/${fd}`)))
  } catch {
    return false
  }
}

function linkOf(file) {
  try {
    return fs.readlinkSync(file)
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
