// The product as a process of its own, and somebody who uses its HTTP contract.
import { spawn, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { SseReader } from './sse.mjs'

const START_MILLIS = 300_000
const STOP_MILLIS = 90_000

export const PROJECT = 'demo-project'
export const REPOSITORY = 'demo-repository'

export class Product {
  /**
   * @param world where things are
   * @param properties settings beside those that every bench needs; `assets` is a directory whose files the product serves
   *   below /assets/ as it serves its own, `settings` are further words of its command line, `environment` is more of that
   *   for the process, `demo` whether it is a demonstration (on)
   */
  constructor(world, properties = {}) {
    this.world = world
    this.dataDir = properties.dataDir ?? fs.mkdtempSync(path.join(world.directory, 'data-'))
    this.command = properties.command ?? world.cli
    this.assets = properties.assets
    this.settings = properties.settings ?? []
    this.environment = properties.environment ?? {}
    this.demo = properties.demo ?? 'on'
  }

  async start() {
    this.port ??= await freePort()
    this.url = `http://127.0.0.1:${this.port}`
    const log = fs.openSync(path.join(this.dataDir, 'product.log'), 'a')
    const began = performance.now()
    this.process = spawn(
      this.world.java,
      [
        '-Xmx' + this.world.heap, '-XX:+ExitOnOutOfMemoryError', '-Dfile.encoding=UTF-8', '-Djava.awt.headless=true',
        '-Dlogging.threshold.console=WARN', '-Dspring.main.banner-mode=off',
        // as the launcher does it
        ...(os.availableParallelism() > 4 ? [] : ['-XX:TieredStopAtLevel=1']),
        ...(process.env.CODEMASTER_BENCH_JAVA_OPTS ?? '').split(' ').filter(Boolean),
        ...this.main(),
        `--codemaster.data-dir=${this.dataDir}`,
        `--codemaster.server.port=${this.port}`,
        `--codemaster.demo=${this.demo}`,
        `--codemaster.claude.command=${this.command}`,
        `--codemaster.demo-scenarios=${this.world.scenarios}`,
        ...this.settings,
      ],
      { stdio: ['ignore', log, log], cwd: this.dataDir, env: { ...environment(), ...this.environment } },
    )
    fs.closeSync(log)
    this.world.running.add(this)
    let ended = false
    this.process.on('exit', () => {
      ended = true
      this.world.running.delete(this)
    })
    while (!(await isReady(this.url))) {
      if (ended) throw new Error('the product ended while it started; its log: ' + this.log())
      if (performance.now() - began > START_MILLIS) throw new Error('the product did not get ready; its log: ' + this.log())
      await sleep(20)
    }
    this.startMillis = performance.now() - began
    return this
  }

  main() {
    if (!this.assets) return ['-jar', this.world.jar]
    const root = path.join(this.dataDir, 'classpath')
    fs.mkdirSync(path.join(root, 'static'), { recursive: true })
    fs.symlinkSync(this.assets, path.join(root, 'static', 'assets'))
    return ['-cp', [root, this.world.jar].join(path.delimiter), 'io.codemaster.app.CodeMaster']
  }

  log() {
    return fs.readFileSync(path.join(this.dataDir, 'product.log'), 'utf8').slice(-2000)
  }

  async signIn() {
    this.token = (await this.post('/api/v1/auth/demo/login', { role: 'RD' })).token
    return this
  }

  async stop() {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return
    const gone = new Promise(done => this.process.once('exit', done))
    this.process.kill('SIGTERM')
    if ((await Promise.race([gone, sleep(STOP_MILLIS).then(() => 'late')])) === 'late') {
      this.process.kill('SIGKILL')
      await gone
    }
  }

  /** As a power cut would; it can be started again, on the same port and data. */
  async kill() {
    const gone = new Promise(done => this.process.once('exit', done))
    this.process.kill('SIGKILL')
    await gone
  }

  /** Resident memory in KiB. */
  rss() {
    return Number(/^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))[1])
  }

  /** The heap in use after a full collection, in KiB; null where the JDK has no jcmd. */
  liveHeap() {
    try {
      const jcmd = path.join(path.dirname(fs.realpathSync(this.world.java)), 'jcmd')
      const ask = word => execFileSync(jcmd, [String(this.process.pid), word], { encoding: 'utf8' })
      ask('GC.run')
      return Number(/used (\d+)K/.exec(ask('GC.heap_info'))[1])
    } catch {
      return null
    }
  }

  async post(where, body) {
    const answer = await fetch(this.url + where, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.authorization() },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`POST ${where}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }

  async get(where) {
    const answer = await fetch(this.url + where, { headers: this.authorization() })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`GET ${where}: ${answer.status} ${text}`)
    return text
  }

  authorization() {
    return this.token ? { authorization: 'Bearer ' + this.token } : {}
  }

  async submit(title, description) {
    return (await this.post(`/api/v1/projects/${PROJECT}/requirements`, { title, description, repositoryId: REPOSITORY })).id
  }

  async generate(requirementId) {
    return (await this.post(`/api/v1/requirements/${requirementId}/generate`, {})).id
  }

  async task(taskId) {
    return JSON.parse(await this.get(`/api/v1/codegen/${taskId}`))
  }

  read(taskId, options) {
    return new SseReader(`${this.url}/api/v1/codegen/${taskId}/stream`, this.authorization(), options)
  }

  gitUrl() {
    return `${this.url}/demo/git/split-the-bill.git`
  }
}

/** What names this bench's own settings would be read as the product's. */
const environment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CODEMASTER_')))

export const sleep = ms => new Promise(done => setTimeout(done, ms))

export function freePort() {
  return new Promise((done, failed) => {
    const server = net.createServer().on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

function isReady(url) {
  return new Promise(done => {
    http
      .get(url + '/actuator/health/readiness', { agent: false }, answer => {
        answer.resume()
        done(answer.statusCode === 200)
      })
      .on('error', () => done(false))
  })
}
