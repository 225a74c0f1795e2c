// Whether each line of what a run left is told to be of the call that wrote it. A stand-in for the CLI edits files with
// Edit, Write and Bash, one after another and side by side, and says itself who wrote what.
import path from 'node:path'
import { here } from '../agent.mjs'
import { figure, percentile } from '../measure.mjs'
import { Product } from '../product.mjs'

export const defaultRuns = 4

/** As long as a model takes at least for its next word; and an agent that never waits for anything. */
const PACES = [['calls of a model', 250], ['calls without a pause', 0]]

export async function bench(world, { runs, small, seed }) {
  const product = await (await new Product(world, { command: path.join(here, 'edit-cli.mjs') }).start()).signIn()
  process.stderr.write(`seed ${seed}\n`)
  try {
    const figures = []
    for (const [label, pause] of PACES) {
      const sum = { lines: 0, attributed: 0, right: 0, written: 0 }
      const wrong = []
      const millis = []
      for (let i = 0; i < runs; i++) {
        const count = small ? 12 : 60
        const taskId = await product.generate(await product.submit('Bench blame', `[[edits:${seed + i},${count},${pause},1]]`))
        await product.read(taskId).ended
        const task = await product.task(taskId)
        if (task.status !== 'COMPLETED') throw new Error('the run ended as ' + JSON.stringify(task.failure))
        const raw = await product.get(`/api/v1/codegen/${taskId}/raw`)
        const truth = raw.split('\n').filter(it => it.includes('"bench_truth"')).map(it => JSON.parse(it))[0].files
        for (const [file, expected] of Object.entries(truth)) {
          const began = performance.now()
          const blame = JSON.parse(await product.get(`/api/v1/codegen/${taskId}/blame?path=${encodeURIComponent(file)}`))
          millis.push(performance.now() - began)
          expected.forEach((by, at) => {
            const said = blame.items[at]?.toolUseId ?? null
            sum.lines++
            if (by !== null) {
              sum.written++
              if (said !== null) sum.attributed++
            }
            if (said === by) sum.right++
            else wrong.push({ file, line: at + 1, by, said })
          })
        }
      }
      const share = (a, b) => Math.round((a / b) * 100_000) / 1000
      const common = { unit: '%', of: 'value', runs, seed, lines: sum.lines, written: sum.written }
      const goals = pause > 0
      figures.push(
        figure(`blame: lines with a call, ${label}`, {
          ...common, value: share(sum.attributed, sum.written), goal: goals ? { atLeast: 100 } : null,
        }),
        figure(`blame: lines with the right call, ${label}`, {
          ...common, value: share(sum.right, sum.lines), goal: goals ? { atLeast: 99 } : null, wrong: wrong.slice(0, 50),
        }),
        figure(`blame: answer, p95, ${label}`, { value: percentile(millis, 95), unit: 'ms' }),
      )
    }
    return figures
  } finally {
    await product.stop()
  }
}
