// How long people wait on the way from a generation to its merge request: for the review, and for the platform.
import fs from 'node:fs'
import path from 'node:path'
import { startGitServer } from '../../../e2e/lib/git-server.mjs'
import { startGitHub } from '../github.mjs'
import { figure, median, percentile } from '../measure.mjs'
import { Product, PROJECT, sleep } from '../product.mjs'

const TOKEN = 'ghp_bench'
const PATIENCE_MILLIS = 60_000

export const defaultRuns = 5

export async function bench(world, { runs }) {
  const root = path.join(world.directory, 'git')
  const git = await startGitServer(root, TOKEN)
  fs.mkdirSync(path.join(root, 'acme'))
  fs.symlinkSync(path.join(root, 'refunds.git'), path.join(root, 'acme', 'refunds.git'))
  const github = await startGitHub()
  const product = new Product(world, {
    settings: [
      `--codemaster.git.allowed-hosts[0]=${git.host}`, `--codemaster.git.insecure-hosts[0]=${git.host}`,
      `--codemaster.git.insecure-hosts[1]=${github.host}`, `--codemaster.git.api-urls[0]=${git.host}=${github.url}`,
    ],
  })
  try {
    await (await product.start()).signIn()
    const repository = await product.post(`/api/v1/projects/${PROJECT}/repositories`, {
      gitUrl: git.url.replace('/refunds.git', '/acme/refunds.git'), platform: 'GITHUB', accessToken: TOKEN,
    })
    await once(product, repository.id, github)
    const samples = []
    for (let i = 0; i < runs; i++) samples.push(await once(product, repository.id, github))
    const row = (name, value) => {
      const all = samples.map(value)
      return figure(name, { value: median(all), unit: 'ms', samples: all, worst: percentile(all, 100) })
    }
    return [
      row('completed to AI review asked for', it => it.asked),
      row('completed to first line of the AI review', it => it.running),
      row('verdict to merge request at the platform', it => it.opened),
    ]
  } finally {
    git.stop()
    github.stop()
    await product.stop()
  }
}

async function once(product, repositoryId, github) {
  const requirement = await product.post(`/api/v1/projects/${PROJECT}/requirements`, {
    title: 'Bench review', description: 'Please play [[scenario:bench-warm-up]].', repositoryId,
  })
  const taskId = await product.generate(requirement.id)
  await product.read(taskId).ended
  const task = await product.task(taskId)
  if (task.status !== 'COMPLETED') throw new Error(`the run ended as ${task.status}: ${JSON.stringify(task.failure)}`)
  const review = await eventually('an AI review', async () => (await reviews(product, taskId)).ai.at(-1))
  const line = await eventually('its first line', async () => {
    const { items } = JSON.parse(await product.get(`/api/v1/codegen/${review.runId}/events?limit=50`))
    return items.find(it => it.event === 'output')
  })
  await eventually('its end', async () => (await reviews(product, taskId)).ai.at(-1).status !== 'RUNNING')
  const before = github.opened.length
  const began = Date.now()
  await product.post(`/api/v1/codegen/${taskId}/reviews/human`, { verdict: 'APPROVED' })
  await eventually('a pull request', () => github.opened.length > before)
  const finished = Date.parse(task.finishedAt)
  return {
    asked: Date.parse(review.startedAt) - finished, running: Date.parse(line.at) - finished, opened: github.opened.at(-1).at - began,
  }
}

const reviews = async (product, taskId) => JSON.parse(await product.get(`/api/v1/codegen/${taskId}/reviews`))

async function eventually(what, found) {
  const end = Date.now() + PATIENCE_MILLIS
  while (Date.now() < end) {
    const it = await found()
    if (it) return it
    await sleep(20)
  }
  throw new Error(`${what} did not come`)
}
