#!/usr/bin/env node
// A scripted stand-in for the Anthropic Messages API, for the baselines that run the Claude Code CLI without the product.
// It understands the scenarios that the product's demo model understands. One file, no dependencies, node >= 18.
//
//   node scripted-model.mjs --port 8787 --scenarios ./scenarios [--default hello] [--log requests.jsonl] [--log-bodies]
//   ANTHROPIC_BASE_URL=http://127.0.0.1:8787/s/edit ANTHROPIC_API_KEY=dummy claude -p "..."
//
// --port 0 picks a free port; the first stdout line is {"listening":PORT,"pid":PID}.
//
// Which scenario answers a request (first match wins):
//   1. marker in a prompt    [[scenario:NAME]]       (the last one found in the text of a user message; this is how a
//                                                     scenario scripts a subagent: put the marker in the Agent prompt)
//   2. path prefix           ANTHROPIC_BASE_URL=http://host:port/s/NAME
//   3. header                x-fake-scenario: NAME   (ANTHROPIC_CUSTOM_HEADERS="x-fake-scenario: NAME")
//   4. "match" regex of a scenario, tested against the latest user prompt
//   5. --default NAME        (hello)
//
// The server is stateless: everything is read from the request itself. Prompt index = number of earlier plain user
// prompts; turn index = number of tool_result rounds after the latest plain user prompt. So any number of sessions
// can run at once, and --resume works. (The only memory is a counter of injected failures, keyed by session.)
//
// Scenario file NAME.json:
// {
//   "description": "...",
//   "match": "regex, optional",
//   "defaults": { "turnMs": 0, "deltaMs": 0, "chunk": 48 },
//   "turns": [ TURN, ... ]                    // answers to the first (and every) prompt
//   "prompts": [ [TURN, ...], [TURN, ...] ]   // or: one list per user prompt (the last list repeats)
// }
// TURN  = { "blocks": [BLOCK, ...], "turnMs": 0, "deltaMs": 0, "chunk": 48, "stop_reason": "...", "usage": {...},
//           "repeat": N,                       // expands to N turns; {{i}} = 0..N-1
//           "error": { "status": 529, "type": "overloaded_error", "message": "Overloaded", "times": 2,
//                      "headers": {"retry-after": "1"}, "sse": false },   // times: fail that often, then answer
//           "disconnect": "headers" | "block" | "end", "disconnectTimes": 1, // destroy the socket mid-stream
//           "hang": true }                     // send headers, then nothing
// BLOCK = { "type": "thinking"|"text", "text": "..." }
//       | { "type": "tool_use", "name": "Bash", "input": {...} }
//       | { "type": "json_answer", "value": ANY } // StructuredOutput tool call if offered, else the JSON as text
//       any block may carry "repeat": N ({{i}} counts), "deltaMs", "delayMs" (before the block)
// Placeholders in every string: {{cwd}} {{i}} {{turn}} {{prompt}} {{session}} {{last_result}} {{repeat:N:TEXT}}
// A turn past the end of the list is answered by the text "(end of scenario)".

import http from 'node:http'
import fs from 'node:fs'
import path from 'node:path'
import crypto from 'node:crypto'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const opt = parseArgs(process.argv.slice(2))
const PORT = Number(opt.port ?? process.env.FAKE_MODEL_PORT ?? 8787)
const HOST = opt.host ?? '127.0.0.1'
const DIR = path.resolve(opt.scenarios ?? path.join(here, 'scenarios'))
const DEFAULT = opt.default ?? 'hello'
const LOG = opt.log ? fs.createWriteStream(opt.log, { flags: 'a' }) : null
const LOG_BODIES = !!opt['log-bodies']
const QUIET = !!opt.quiet
let reqNo = 0
const failures = new Map() // `${session}:${scenario}:${prompt}:${turn}` -> injected failures so far

function parseArgs(argv) {
  const o = {}
  for (let i = 0; i < argv.length; i++) {
    if (!argv[i].startsWith('--')) continue
    const [k, v] = argv[i].slice(2).split('=')
    if (v !== undefined) o[k] = v
    else if (argv[i + 1] !== undefined && !argv[i + 1].startsWith('--')) o[k] = argv[++i]
    else o[k] = true
  }
  return o
}

// ---------------------------------------------------------------- scenarios
const cache = new Map() // file -> {mtimeMs, scenario}
function loadScenario(name) {
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) return null
  const file = path.join(DIR, name + '.json')
  let st
  try { st = fs.statSync(file) } catch { return null }
  const hit = cache.get(file)
  if (hit && hit.mtimeMs === st.mtimeMs) return hit.scenario
  const s = JSON.parse(fs.readFileSync(file, 'utf8'))
  s.name = name
  s.lists = (s.prompts ?? [s.turns ?? []]).map(expandTurns)
  cache.set(file, { mtimeMs: st.mtimeMs, scenario: s })
  return s
}
function allScenarios() {
  try { return fs.readdirSync(DIR).filter(f => f.endsWith('.json')).map(f => f.slice(0, -5)) } catch { return [] }
}
function expandTurns(turns) {
  const out = []
  for (const t of turns) {
    const n = t.repeat ?? 1
    for (let i = 0; i < n; i++) out.push(n > 1 ? { ...t, _i: i } : t)
  }
  return out
}
function expandBlocks(turn) {
  const out = []
  for (const b of turn.blocks ?? []) {
    const n = b.repeat ?? 1
    for (let i = 0; i < n; i++) out.push({ ...b, _i: n > 1 ? i : turn._i ?? 0 })
  }
  return out
}
function fill(v, ctx) {
  if (typeof v === 'string') {
    return v.replace(/\{\{(\w+)(?::(\d+):([^}]*))?\}\}/g, (m, key, n, text) => {
      if (key === 'repeat') return (text ?? '').repeat(Number(n ?? 0))
      return Object.hasOwn(ctx, key) ? String(ctx[key]) : m
    })
  }
  if (Array.isArray(v)) return v.map(x => fill(x, ctx))
  if (v && typeof v === 'object') return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, fill(x, ctx)]))
  return v
}

// ---------------------------------------------------------------- reading a request
const blocksOf = m => typeof m.content === 'string' ? [{ type: 'text', text: m.content }] : m.content ?? []
function systemText(body) {
  if (typeof body.system === 'string') return body.system
  return (body.system ?? []).map(b => b.text ?? '').join('\n')
}
function resultText(b) {
  if (typeof b.content === 'string') return b.content
  return (b.content ?? []).map(c => c.text ?? `[${c.type}]`).join('\n')
}
/** Text the CLI itself injects as a user message to make the model go on: the next turn of the same prompt. */
const isNudge = t => /^\s*(This session is being continued from a previous conversation|Output token limit hit|Your response above was stopped by a safety classifier|\[structured-output-enforce\]|\[Your previous response had no visible output|Stop hook feedback)/.test(t)
function isReminder(t) { return /^\s*<(system-reminder|available-deferred-tools|local-command|command-)/.test(t) }
function readRequest(body) {
  const msgs = body.messages ?? []
  let prompts = 0, rounds = 0, prompt = '', lastResult = ''
  let inRound = false
  let prevRole = null
  for (const m of msgs) {
    if (m.role === 'assistant') { inRound = false; prevRole = 'assistant'; continue }
    if (m.role !== 'user') continue // newer CLIs also send role "system" messages inside the list
    const bs = blocksOf(m)
    const results = bs.filter(b => b.type === 'tool_result')
    if (results.length) {
      if (!inRound) rounds++
      inRound = true
      lastResult = results.map(resultText).join('\n')
    } else {
      const own = bs.filter(b => b.type === 'text' && !isReminder(b.text ?? '')).map(b => b.text).join('\n')
      const other = bs.some(b => b.type !== 'text')
      if (isNudge(own)) { if (!inRound) rounds++; inRound = true; prevRole = 'user'; continue }
      if (own.trim() || other) {
        // consecutive user messages without an assistant message between them are one prompt
        if (prevRole !== 'user' || prompts === 0) { prompts++; rounds = 0 }
        prompt = own
      }
    }
    prevRole = 'user'
  }
  let session = ''
  try {
    const id = body.metadata?.user_id ?? ''
    session = id.startsWith('{') ? JSON.parse(id).session_id ?? '' : id.split('_session_')[1] ?? ''
  } catch { /* not ours */ }
  // the environment block: in the system prompt, or in a role "system" message, or in the first user message
  const texts = [systemText(body)]
  msgs.forEach((m, i) => { if (m.role === 'system' || i < 2) texts.push(blocksOf(m).map(b => b.text ?? '').join('\n')) })
  let cwd = ''
  for (const m of texts.join('\n').matchAll(/^[ \-*]*(?:Primary working directory|Working directory|Current working directory|CWD)\s*:\s*(\/.*)$/gim)) cwd = m[1].trim()
  return { promptIndex: Math.max(0, prompts - 1), turn: rounds, prompt, lastResult, session, cwd }
}

/** Tells the agent's own calls from the CLI's side calls (titles, quota probe, topic, summaries). */
function kindOf(body) {
  const sys = systemText(body)
  const tools = body.tools ?? []
  const first = blocksOf(body.messages?.[0] ?? { content: '' }).map(b => b.text ?? '').join('\n')
  const lastUser = [...(body.messages ?? [])].reverse().find(m => m.role === 'user')
  const last = lastUser ? blocksOf(lastUser).filter(b => b.type === 'text').map(b => b.text ?? '').join('\n') : ''
  if (body.max_tokens === 1) return 'quota'
  if (/Generate a (concise|short)[^\n]*title|session title|sentence-case title|3-7 word title/i.test(sys)) return 'title'
  if (/isNewTopic|new conversation topic/i.test(sys)) return 'topic'
  if (/summarizing conversations/i.test(sys) || /Respond with TEXT ONLY\. Do NOT call any tools/.test(last)) return 'summary' // compaction
  if (tools.length === 0 && /haiku/i.test(body.model ?? '') && !/Claude (Code|agent)/i.test(sys)) return 'side'
  if (/write a title|Please write a 5-10 word title/i.test(first) && tools.length === 0) return 'title'
  return 'main'
}

function pickScenario(urlName, req, body, r) {
  const names = []
  for (const m of [...(body.messages ?? [])].reverse()) {
    if (m.role !== 'user') continue
    const hit = blocksOf(m).map(b => b.text ?? '').join('\n').match(/\[\[scenario:([\w.-]+)\]\]/)
    if (hit) { names.push(hit[1]); break }
  }
  if (urlName) names.push(urlName)
  if (req.headers['x-fake-scenario']) names.push(String(req.headers['x-fake-scenario']))
  for (const n of names) { const s = loadScenario(n); if (s) return s }
  for (const n of allScenarios()) {
    const s = loadScenario(n)
    if (s?.match && new RegExp(s.match, 'i').test(r.prompt)) return s
  }
  return loadScenario(DEFAULT) ?? { name: '(none)', lists: [[{ blocks: [{ type: 'text', text: 'Hello from the fake model.' }] }]] }
}

// ---------------------------------------------------------------- answering
const rid = p => p + crypto.randomBytes(18).toString('base64url').replace(/[-_]/g, 'x').slice(0, 24)
const sleep = (ms, signal) => ms > 0 && !signal?.aborted ? new Promise(res => {
  const done = () => { clearTimeout(t); signal?.removeEventListener('abort', done); res() }
  const t = setTimeout(done, ms)
  signal?.addEventListener('abort', done)
}) : Promise.resolve()

function buildContent(turn, ctx, body) {
  return expandBlocks(turn).map(b => {
    const c = { ...ctx, i: b._i }
    if (b.type === 'thinking') return { ...b, kind: 'thinking', text: fill(b.text ?? '', c) }
    if (b.type === 'tool_use') return { ...b, kind: 'tool_use', id: rid('toolu_'), input: fill(b.input ?? {}, c), name: fill(b.name, c) }
    if (b.type === 'json_answer') {
      const so = (body.tools ?? []).find(t => t.name === 'StructuredOutput')
      if (so) return { ...b, kind: 'tool_use', id: rid('toolu_'), name: 'StructuredOutput', input: fill(b.value, c) }
      return { ...b, kind: 'text', text: JSON.stringify(fill(b.value, c)) }
    }
    return { ...b, kind: 'text', text: fill(b.text ?? '', c) }
  })
}
const estTokens = s => Math.max(1, Math.ceil(s.length / 4))
function usageFor(turn, bodyLen, content) {
  const out = content.reduce((n, b) => n + estTokens(b.kind === 'tool_use' ? JSON.stringify(b.input) : b.text), 0)
  return { input_tokens: 3, cache_creation_input_tokens: 0, cache_read_input_tokens: Math.ceil(bodyLen / 4), output_tokens: out, service_tier: 'standard', ...turn.usage }
}
function finalBlock(b) {
  if (b.kind === 'thinking') return { type: 'thinking', thinking: b.text, signature: 'ZmFrZS1zaWduYXR1cmU=' }
  if (b.kind === 'tool_use') return { type: 'tool_use', id: b.id, name: b.name, input: b.input }
  return { type: 'text', text: b.text }
}
function* chunks(s, n) {
  const a = Array.from(s) // by code point, so a surrogate pair is never cut
  if (a.length === 0) yield ''
  for (let i = 0; i < a.length; i += n) yield a.slice(i, i + n).join('')
}

async function answer(req, res, body, bodyLen, urlName, note) {
  const r = readRequest(body)
  const kind = kindOf(body)
  const base = { 'request-id': rid('req_'), 'anthropic-organization-id': '00000000-0000-0000-0000-000000000000' }
  let turn, scenario = null
  if (kind !== 'main') {
    const text = kind === 'title' ? JSON.stringify({ title: 'Fake session title' })
      : kind === 'topic' ? JSON.stringify({ isNewTopic: false, title: null })
      : kind === 'summary' ? '<summary>Fake summary of the conversation.</summary>' : 'ok'
    turn = { blocks: [{ type: 'text', text }] }
  } else {
    scenario = pickScenario(urlName, req, body, r)
    const list = scenario.lists[Math.min(r.promptIndex, scenario.lists.length - 1)] ?? []
    turn = list[r.turn] ?? { blocks: [{ type: 'text', text: '(end of scenario)' }] }
  }
  const d = { turnMs: 0, deltaMs: 0, chunk: 48, ...(scenario?.defaults ?? {}) }
  const deltaMs = turn.deltaMs ?? d.deltaMs, turnMs = turn.turnMs ?? d.turnMs, chunk = turn.chunk ?? d.chunk
  note({ kind, scenario: scenario?.name, prompt: r.promptIndex, turn: r.turn, session: r.session, cwd: r.cwd, model: body.model, stream: !!body.stream, tools: (body.tools ?? []).map(t => t.name ?? t.type), max_tokens: body.max_tokens, messages: body.messages?.length })

  const fkey = `${r.session}:${scenario?.name}:${r.promptIndex}:${r.turn}`
  const failed = failures.get(fkey) ?? 0
  if (turn.error && failed < (turn.error.times ?? Infinity) && (!turn.error.model || turn.error.model === body.model)) {
    failures.set(fkey, failed + 1)
    await sleep(turnMs)
    const e = { type: 'error', error: { type: turn.error.type ?? 'api_error', message: turn.error.message ?? 'injected failure' }, request_id: base['request-id'] }
    if (turn.error.sse) { // HTTP 200, then an SSE error event
      res.writeHead(200, { ...base, 'content-type': 'text/event-stream; charset=utf-8' })
      return res.end(`event: error\ndata: ${JSON.stringify(e)}\n\n`)
    }
    res.writeHead(turn.error.status ?? 500, { ...base, 'content-type': 'application/json', ...(turn.error.headers ?? {}) })
    return res.end(JSON.stringify(e))
  }
  const ctx = { cwd: r.cwd || '.', turn: r.turn, prompt: r.prompt, session: r.session, last_result: r.lastResult, i: turn._i ?? 0 }
  const content = buildContent(turn, ctx, body)
  const usage = usageFor(turn, bodyLen, content)
  const stop_reason = turn.stop_reason ?? (content.some(b => b.kind === 'tool_use') ? 'tool_use' : 'end_turn')
  const msg = { id: rid('msg_'), type: 'message', role: 'assistant', model: body.model, content: [], stop_reason: null, stop_sequence: null, usage: { ...usage, output_tokens: 1 } }

  if (!body.stream) {
    await sleep(turnMs)
    res.writeHead(200, { ...base, 'content-type': 'application/json' })
    return res.end(JSON.stringify({ ...msg, content: content.map(finalBlock), stop_reason, usage }))
  }

  const gone = new AbortController()
  res.on('close', () => gone.abort())
  res.writeHead(200, { ...base, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...(turn.headers ?? {}) })
  res.flushHeaders()
  if (turn.hang) return
  const cut = turn.disconnect && failed < (turn.disconnectTimes ?? Infinity) ? turn.disconnect : null
  if (cut) failures.set(fkey, failed + 1)
  if (cut === 'headers') { await sleep(20); return res.destroy() }
  await sleep(turnMs, gone.signal)

  let buf = ''
  const put = async (ev, data, force) => {
    if (gone.signal.aborted) return
    buf += `event: ${ev}\ndata: ${JSON.stringify(data)}\n\n`
    if (force || buf.length > 16384) {
      const b = buf; buf = ''
      if (!res.write(b)) await new Promise(ok => { res.once('drain', ok); gone.signal.addEventListener('abort', ok, { once: true }) })
    }
  }
  await put('message_start', { type: 'message_start', message: msg })
  for (let i = 0; i < content.length && !gone.signal.aborted; i++) {
    const b = content[i]
    const ms = b.deltaMs ?? deltaMs, slow = ms > 0
    if (b.delayMs) { await put('ping', { type: 'ping' }, true); await sleep(b.delayMs, gone.signal) }
    const start = b.kind === 'thinking' ? { type: 'thinking', thinking: '', signature: '' } : b.kind === 'tool_use' ? { type: 'tool_use', id: b.id, name: b.name, input: {} } : { type: 'text', text: '' }
    await put('content_block_start', { type: 'content_block_start', index: i, content_block: start }, slow)
    if (i === 0) await put('ping', { type: 'ping' })
    const raw = b.kind === 'tool_use' ? JSON.stringify(b.input) : b.text
    for (const part of chunks(raw, b.chunk ?? chunk)) {
      const delta = b.kind === 'thinking' ? { type: 'thinking_delta', thinking: part } : b.kind === 'tool_use' ? { type: 'input_json_delta', partial_json: part } : { type: 'text_delta', text: part }
      await put('content_block_delta', { type: 'content_block_delta', index: i, delta }, slow)
      if (slow) await sleep(ms, gone.signal)
      if (cut === 'block') { if (buf) res.write(buf); await sleep(30); return res.destroy() }
      if (gone.signal.aborted) return
    }
    if (b.kind === 'thinking') await put('content_block_delta', { type: 'content_block_delta', index: i, delta: { type: 'signature_delta', signature: 'ZmFrZS1zaWduYXR1cmU=' } })
    await put('content_block_stop', { type: 'content_block_stop', index: i }, slow)
  }
  if (cut === 'end') { if (buf) res.write(buf); await sleep(30); return res.destroy() }
  await put('message_delta', { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage })
  await put('message_stop', { type: 'message_stop' }, true)
  res.end()
}

// ---------------------------------------------------------------- http
const server = http.createServer((req, res) => {
  const n = ++reqNo, t0 = Date.now()
  const parts = []
  req.on('data', c => parts.push(c))
  req.on('error', () => {})
  res.on('error', () => {})
  req.on('end', async () => {
    const raw = Buffer.concat(parts)
    let extra = {}
    let body = null
    try { body = raw.length ? JSON.parse(raw.toString('utf8')) : null } catch { /* logged as null */ }
    const u = new URL(req.url, 'http://x')
    const m = u.pathname.match(/^\/s\/([\w.-]+)(\/.*)?$/)
    const name = m?.[1], p = m ? m[2] ?? '/' : u.pathname
    res.on('close', () => {
      const line = { n, t: new Date(t0).toISOString(), ms: Date.now() - t0, method: req.method, path: p + u.search, status: res.statusCode, finished: res.writableFinished, bytes: raw.length, ...extra }
      if (LOG) LOG.write(JSON.stringify(LOG_BODIES ? { ...line, headers: { ...req.headers, 'x-api-key': undefined, authorization: undefined, hasKey: !!(req.headers['x-api-key'] || req.headers.authorization) }, body } : line) + '\n')
      if (!QUIET) process.stderr.write(`${line.method} ${line.path} ${line.status} ${extra.kind ?? ''} ${extra.scenario ?? ''} p${extra.prompt ?? '-'} t${extra.turn ?? '-'} ${line.ms}ms\n`)
    })
    try {
      if (req.method === 'POST' && p === '/v1/messages' && body) return await answer(req, res, body, raw.length, name, x => { extra = x })
      if (req.method === 'POST' && p === '/v1/messages/count_tokens') return json(res, 200, { input_tokens: estTokens(raw.toString('utf8')) })
      if (p === '/healthz' || (p === '/' && (req.method === 'GET' || req.method === 'HEAD'))) return json(res, 200, { ok: true, scenarios: allScenarios() })
      if (req.method === 'GET' && p.startsWith('/v1/models')) return json(res, 200, { data: [], has_more: false, first_id: null, last_id: null })
      return json(res, 404, { type: 'error', error: { type: 'not_found_error', message: 'fake-model: no such path ' + p } })
    } catch (e) {
      extra.exception = String(e?.stack ?? e)
      if (!res.headersSent) json(res, 500, { type: 'error', error: { type: 'api_error', message: String(e) } })
      else res.destroy()
    }
  })
})
function json(res, status, o) { res.writeHead(status, { 'content-type': 'application/json', 'request-id': rid('req_') }); res.end(JSON.stringify(o)) }
server.keepAliveTimeout = 30000
server.listen(PORT, HOST, () => console.log(JSON.stringify({ listening: server.address().port, pid: process.pid, scenarios: allScenarios() })))
for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => { server.closeAllConnections?.(); server.close(() => process.exit(0)); setTimeout(() => process.exit(0), 200).unref() })
