#!/usr/bin/env node
// A stand-in for the Claude Code CLI that prints as fast as the pipe takes it. The prompt says how much:
//   [[flood:LINES]]   that many lines of 500 bytes, then the result
//   [[idle:SECONDS]]  a first line, silence, then the result
import fs from 'node:fs'

if (process.argv.includes('--version')) {
  console.log('2.1.330 (Claude Code)')
  process.exit(0)
}

const LINE_BYTES = 500
const BLOCK = 128
const session = process.argv[process.argv.indexOf('--session-id') + 1]

const prompt = await firstLine()
const lines = Number(/\[\[flood:(\d+)\]\]/.exec(prompt)?.[1] ?? 0)
const idle = Number(/\[\[idle:(\d+)\]\]/.exec(prompt)?.[1] ?? 0)

print(JSON.stringify({
  type: 'system', subtype: 'init', cwd: process.cwd(), session_id: session, tools: [], mcp_servers: [],
  model: 'flood', permissionMode: 'acceptEdits', claude_code_version: '2.1.330', uuid: uuid(0),
}) + '\n')
if (idle) await new Promise(done => setTimeout(done, idle * 1000))
for (let from = 1; from <= lines; from += BLOCK) {
  let block = ''
  for (let n = from; n < from + BLOCK && n <= lines; n++) block += line(n) + '\n'
  print(block)
}
print(JSON.stringify({
  type: 'result', subtype: 'success', is_error: false, duration_ms: 1, duration_api_ms: 1, num_turns: 1, result: 'done',
  stop_reason: 'end_turn', session_id: session, total_cost_usd: 0, permission_denials: [], uuid: uuid(lines + 1),
  usage: { input_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
}) + '\n')
process.exit(0)

function line(n) {
  const json = text => JSON.stringify({
    type: 'assistant',
    message: {
      id: 'msg_flood', type: 'message', role: 'assistant', model: 'flood', content: [{ type: 'text', text }],
      stop_reason: null, stop_sequence: null, usage: { input_tokens: 1, output_tokens: 1 },
    },
    parent_tool_use_id: null, session_id: session, uuid: uuid(n), timestamp: new Date().toISOString(),
  })
  const bare = json('')
  return json(`line ${n} `.padEnd(Math.max(0, LINE_BYTES - bare.length), 'lorem ipsum dolor sit amet '))
}

function uuid(n) {
  return '00000000-0000-4000-8000-' + String(n).padStart(12, '0')
}

function print(text) {
  let bytes = Buffer.from(text)
  while (bytes.length) {
    try {
      bytes = bytes.subarray(fs.writeSync(1, bytes))
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e
    }
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
