#!/usr/bin/env node
// A stand-in for the Claude Code CLI that edits files as an agent does and knows who wrote each line. The prompt says how much:
//   [[edits:SEED,CALLS,PAUSE,FILLER]]   so many calls of Edit, Write and Bash, one after another and side by side, a pause in
//                                       milliseconds after each, so many lines of talk after each
// Its last line but one tells the truth: for each file the id of the call that wrote each line last, null for older lines.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

if (process.argv.includes('--version')) {
  console.log('2.1.330 (Claude Code)')
  process.exit(0)
}

const session = process.argv[process.argv.indexOf('--session-id') + 1]
const prompt = await firstLine()
const [seed, calls, pause, filler] = /\[\[edits:(\d+),(\d+),(\d+),(\d+)\]\]/.exec(prompt).slice(1).map(Number)
const random = generator(seed)
const cwd = process.cwd()
let lineNumber = 0
let made = 0

/** For each file its lines, each with the call that wrote it. */
const files = new Map()
for (const name of fs.readdirSync(cwd, { recursive: true })) {
  const file = path.join(cwd, name)
  if (name.startsWith('.git') || !fs.lstatSync(file).isFile()) continue
  const text = fs.readFileSync(file, 'utf8')
  if (text.includes('\0') || text.includes('\ufffd') || !text.endsWith('\n')) continue
  files.set(name, text.slice(0, -1).split('\n').map(it => ({ text: it, by: null })))
}

print({
  type: 'system', subtype: 'init', cwd, session_id: session, tools: [], mcp_servers: [], model: 'bench-editor',
  permissionMode: 'acceptEdits', claude_code_version: '2.1.330',
})
while (made < calls) {
  const together = random() < 0.15 ? 2 : 1
  const begun = []
  for (let i = 0; i < together; i++) begun.push(choose())
  for (const it of begun) print(assistant([{ type: 'text', text: 'I go on with ' + it.input.file_path }], begun.indexOf(it)))
  print(assistant(begun.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input }))))
  for (const it of begun) {
    it.perform()
    print({
      type: 'user', message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: it.id, content: 'done' }] },
      parent_tool_use_id: null, session_id: session,
    })
  }
  for (let i = 0; i < filler; i++) print(assistant([{ type: 'text', text: `line ${i} `.padEnd(180, 'lorem ipsum ') }]))
  if (pause) await new Promise(done => setTimeout(done, pause))
}
print({
  type: 'system', subtype: 'bench_truth',
  files: Object.fromEntries([...files].map(([name, lines]) => [name, lines.map(it => it.by)])),
})
print({
  type: 'result', subtype: 'success', is_error: false, duration_ms: 1, duration_api_ms: 1, num_turns: 1, result: 'done',
  stop_reason: 'end_turn', session_id: session, total_cost_usd: 0, permission_denials: [],
  usage: { input_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
})
process.exit(0)

/** The next call. What it does to the truth is settled here, in the order of the calls; the file follows in `perform`. */
function choose() {
  const id = 'toolu_bench_' + ++made
  const names = [...files.keys()]
  const name = names[Math.floor(random() * names.length)]
  const lines = files.get(name)
  const kind = random()
  if (!lines || lines.length < 4 || kind < 0.15) return create(id)
  if (kind < 0.6) return edit(id, name, lines)
  if (kind < 0.75) return rewrite(id, name, lines)
  return shell(id, name, lines)
}

function create(id) {
  const name = `src/made-${made}.txt`
  const lines = fresh(id, 8 + Math.floor(random() * 30))
  files.set(name, lines)
  const content = joined(lines)
  return { id, name: 'Write', input: { file_path: path.join(cwd, name), content }, perform: () => put(name, content) }
}

/** A few lines are replaced, with a line of context on either side. */
function edit(id, name, lines) {
  for (let tries = 0; tries < 20; tries++) {
    const from = Math.floor(random() * (lines.length - 3))
    const gone = 1 + Math.floor(random() * 2)
    const old = lines.slice(from, from + gone + 2)
    const oldText = old.map(it => it.text).join('\n')
    if (joined(lines).split(oldText).length !== 2) continue
    const added = fresh(id, 1 + Math.floor(random() * 4))
    // a line that is replaced by the same one is nobody's to tell
    if (added.some(it => old.some(other => other.text === it.text))) continue
    const now = [old[0], ...added, old.at(-1)]
    lines.splice(from, old.length, ...now)
    const newText = now.map(it => it.text).join('\n')
    const input = { file_path: path.join(cwd, name), old_string: oldText, new_string: newText }
    const content = joined(lines)
    return { id, name: 'Edit', input, perform: () => put(name, content) }
  }
  return create(id)
}

/** A file is written anew: some lines go, some come, most stay. */
function rewrite(id, name, lines) {
  const now = lines.filter(() => random() > 0.05)
  for (let i = 0; i < 3; i++) now.splice(Math.floor(random() * (now.length + 1)), 0, ...fresh(id, 2))
  files.set(name, now)
  const content = joined(now)
  return { id, name: 'Write', input: { file_path: path.join(cwd, name), content }, perform: () => put(name, content) }
}

function shell(id, name, lines) {
  const kind = random()
  if (kind < 0.4) {
    const more = fresh(id, 3)
    lines.push(...more)
    return bash(id, `cat >> '${name}' <<'EOF'\n${joined(more)}EOF`)
  }
  if (kind < 0.7) {
    const at = Math.floor(random() * lines.length)
    lines.splice(at, 1, { text: `changed by sed in step ${made}`, by: id })
    return bash(id, `sed -i '${at + 1}s/.*/changed by sed in step ${made}/' '${name}'`)
  }
  if (kind < 0.85) {
    const other = `src/moved-${made}.txt`
    files.delete(name)
    files.set(other, lines)
    return bash(id, `mkdir -p src && mv '${name}' '${other}'`)
  }
  const at = Math.floor(random() * (lines.length - 1))
  lines.splice(at, 1)
  return bash(id, `sed -i '${at + 1}d' '${name}'`)
}

function bash(id, command) {
  return { id, name: 'Bash', input: { command }, perform: () => execFileSync('bash', ['-c', command], { cwd }) }
}

/** Lines as code has them: most are like no other, some are braces and blanks. */
function fresh(id, count) {
  return Array.from({ length: count }, (_, i) => {
    const kind = random()
    const text = kind < 0.12 ? '' : kind < 0.24 ? '}' : `  value${made}_${i} = ${Math.floor(random() * 1e6)};`
    return { text, by: id }
  })
}

function joined(lines) {
  return lines.map(it => it.text + '\n').join('')
}

function put(name, content) {
  const file = path.join(cwd, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
}

function assistant(content, part = 0) {
  return {
    type: 'assistant', parent_tool_use_id: null, session_id: session,
    message: {
      id: `msg_${made}_${part}`, type: 'message', role: 'assistant', model: 'bench-editor', content, stop_reason: null,
      stop_sequence: null, usage: { input_tokens: 1, output_tokens: 1 },
    },
  }
}

function print(value) {
  lineNumber++
  let bytes = Buffer.from(JSON.stringify({ ...value, uuid: '00000000-0000-4000-8000-' + String(lineNumber).padStart(12, '0') }) + '\n')
  while (bytes.length) {
    try {
      bytes = bytes.subarray(fs.writeSync(1, bytes))
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e
    }
  }
}

function generator(from) {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
function firstLine() {
  return new Promise(done => {
    let text = ''
    process.stdin.on('data', chunk => {
      text += chunk
      if (text.includes('\n')) done(text)
    })
    process.stdin.on('end', () => done(text))
  })
}
