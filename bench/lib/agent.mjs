// What the baselines need to run the agent without the product.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = path.dirname(fileURLToPath(import.meta.url))

/** Starts a server that prints its port, or a JSON object with it, first. */
export function serve(world, script, ...words) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [path.join(here, script), ...words], { stdio: ['ignore', 'pipe', 'ignore'] })
    const server = { stop: () => child.kill('SIGTERM') }
    world.running.add(server)
    child.on('exit', () => {
      world.running.delete(server)
      failed(new Error(script + ' ended'))
    })
    let said = ''
    child.stdout.on('data', chunk => {
      said += chunk
      if (!said.includes('\n')) return
      const first = JSON.parse(said.split('\n')[0])
      server.url = `http://127.0.0.1:${first.listening ?? first}`
      done(server)
    })
  })
}

export const scriptedModel = world => serve(world, 'scripted-model.mjs', '--port', '0', '--quiet', '--scenarios', world.scenarios)

/** Writes the message that the CLI gets on its standard input, as the product words it. */
export function writeMessage(file, prompt) {
  const line = { type: 'user', message: { role: 'user', content: prompt }, client_composed: true }
  fs.writeFileSync(file, JSON.stringify(line) + '\n')
  return file
}

/** Runs a program to its end and answers what it printed. */
export function run(command, words, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let out = ''
    let err = ''
    child.stdout.on('data', chunk => (out += chunk))
    child.stderr.on('data', chunk => (err += chunk))
    child.on('error', failed)
    child.on('close', code =>
      code === 0 ? done(out) : failed(new Error(`${path.basename(command)} ended with ${code}: ${(err || out).slice(-600)}`)),
    )
  })
}
