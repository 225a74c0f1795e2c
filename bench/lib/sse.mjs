// A reader of one generation's stream. It comes back with the last id when the connection is closed before the end.
import http from 'node:http'
import { StringDecoder } from 'node:string_decoder'

const PAUSE_MILLIS = 100

/** A server that is away this long is gone; one that is started again on a busy machine is away for a minute. */
const AWAY_MILLIS = 300_000

export class SseReader {
  /**
   * @param options.keep keep every event with the time of its arrival; they are taken apart only when asked for, so that
   *     the reader does not slow itself down
   */
  constructor(url, headers, { keep = false } = {}) {
    this.url = url
    this.headers = headers
    this.keep = keep
    this.chunks = []
    this.bytes = 0
    this.lastId = 0
    this.count = 0
    this.disorder = 0
    this.reconnects = 0
    this.heard = performance.now()
    this.done = null
    this.opened = new Promise(resolve => (this.onOpen = resolve))
    this.ended = new Promise((resolve, reject) => {
      this.onEnd = resolve
      this.onFailure = reject
    })
    this.ended.catch(() => {})
    this.connect()
  }

  connect() {
    this.decoder = new StringDecoder('utf8')
    this.rest = ''
    this.connection = (this.connection ?? 0) + 1
    const headers = { accept: 'text/event-stream', ...this.headers }
    if (this.lastId) headers['last-event-id'] = String(this.lastId)
    this.request = http.get(this.url, { agent: false, headers }, answer => {
      if (answer.statusCode === 204) return this.finish()
      this.answered = answer.statusCode
      if (answer.statusCode >= 500 || (answer.statusCode === 404 && !this.lastId)) {
        // away for a moment, or the views are behind because who wrote them was killed: a reader comes back
        answer.resume()
        return this.again()
      }
      if (answer.statusCode !== 200) return this.onFailure(new Error('stream: ' + answer.statusCode))
      this.onOpen()
      answer.on('data', chunk => this.take(chunk))
      answer.on('error', () => {})
      answer.on('close', () => this.again())
    })
    this.request.on('error', () => this.again())
  }

  again() {
    if (this.done || this.closed || this.waiting) return
    this.reconnects++
    const away = performance.now() - this.heard
    if (away > AWAY_MILLIS)
      return this.onFailure(new Error(`nothing came for ${Math.round(away / 1000)} s after ${this.lastId}; the last answer was ${this.answered ?? 'none'}`))
    this.waiting = setTimeout(() => {
      this.waiting = null
      this.connect()
    }, PAUSE_MILLIS)
  }

  take(chunk) {
    this.bytes += chunk.length
    this.heard = performance.now()
    if (this.keep) this.chunks.push([Date.now(), chunk, this.connection])
    const blocks = (this.rest + this.decoder.write(chunk)).split('\n\n')
    this.rest = blocks.pop()
    for (const block of blocks) this.note(block)
  }

  note(block) {
    const id = /^id: ?(\d+)/m.exec(block)
    if (id) {
      if (Number(id[1]) !== this.lastId + 1) this.disorder++
      this.lastId = Number(id[1])
      this.count++
    }
    if (/^event: ?done/m.test(block)) this.finish()
  }

  finish() {
    this.done ??= Date.now()
    this.onEnd(this)
  }

  close() {
    this.closed = true
    clearTimeout(this.waiting)
    this.request.destroy()
  }

  /** What came, connection by connection. Only with `keep`. */
  connections() {
    const found = new Map()
    for (const [, chunk, connection] of this.chunks) found.set(connection, [...(found.get(connection) ?? []), chunk])
    return [...found.values()]
  }

  /** Every event that came: `{id, event, data, arrived}`. Only with `keep`, and only of a connection that was never cut. */
  events() {
    const found = []
    const decoder = new StringDecoder('utf8')
    let rest = ''
    for (const [arrived, chunk] of this.chunks) {
      const blocks = (rest + decoder.write(chunk)).split('\n\n')
      rest = blocks.pop()
      for (const block of blocks) {
        const event = { arrived }
        for (const line of block.split('\n')) {
          const [, field, value] = /^(\w*): ?(.*)$/.exec(line) ?? []
          if (field) event[field] = value
        }
        if (!event.data) continue
        event.data = JSON.parse(event.data)
        found.push(event)
      }
    }
    return found
  }
}
