// How long a reader waits for another moment of a long run: a click on the timeline of the replay, until the line of the
// event there is painted; against the same page watched live, scrolled to another place.
import path from 'node:path'
import { launchBrowser, openReader } from '../../../web-client/e2e/browser.mjs'
import { createSteps } from '../../../web-client/e2e/steps.mjs'
import { here } from '../agent.mjs'
import { figure, percentile } from '../measure.mjs'
import { Product } from '../product.mjs'
import { flood } from './durable.mjs'

const SEEK_GOAL = 200
const NODES_GOAL = 3000
const PATIENCE_MILLIS = 120_000

export const defaultRuns = 100

export async function bench(world, { runs, lines }) {
  const product = await (await new Product(world, { command: path.join(here, 'flood-cli.mjs') }).start()).signIn()
  const browser = await launchBrowser()
  try {
    const { taskId } = await flood(product, lines)
    const { lastSequence: last } = await product.task(taskId)
    const { page, errors } = await openReader(browser, {})
    page.setDefaultTimeout(PATIENCE_MILLIS)
    await page.addInitScript(watch)
    const steps = createSteps(page, product.url)
    await steps.signIn('RD')
    const run = `${product.url}/codegen/${taskId}`

    const deep = Math.floor(last * 0.75)
    const opened = performance.now()
    await page.goto(`${run}?event=${deep}`)
    await page.waitForFunction(at => globalThis.benchShows(at), deep)
    const deepMillis = performance.now() - opened

    // All of the run is on its way by itself; what is measured is the page, not the network.
    await page.waitForFunction(() => !document.querySelector('.cm-toolbar .cm-chip'))
    await page.waitForLoadState('networkidle')
    const seeks = []
    let nodes = 0
    const slider = await page.getByRole('slider').boundingBox()
    for (let i = 0; i < runs; i++) {
      const x = slider.x + slider.width * place(i)
      await page.evaluate(() => globalThis.benchSeek())
      await page.mouse.click(x, slider.y + 12)
      seeks.push(await page.evaluate(() => globalThis.benchSought))
      nodes = Math.max(nodes, await page.evaluate(() => document.querySelectorAll('*').length))
    }

    await page.goto(run)
    await page.getByText(steps.words('connection.ended'), { exact: true }).waitFor()
    const scrolls = []
    for (let i = 0; i < runs; i++) scrolls.push(await page.evaluate(share => globalThis.benchScroll(share), place(i)))
    if (errors.length) throw new Error(errors.join('\n'))

    const baselineIs = "the live page's transcript scrolled to another place"
    const common = { unit: 'ms', baselineIs, events: last }
    const row = (p, more) => {
      const value = percentile(seeks, p)
      const baseline = percentile(scrolls, p)
      return figure(`replay seek p${p}`, { ...common, value, baseline, ratio: value / baseline, samples: seeks, ...more })
    }
    return [
      row(50),
      row(99, { goal: { atMost: SEEK_GOAL }, of: 'value' }),
      figure('replay from a link', { value: deepMillis, unit: 'ms', samples: [deepMillis], event: deep, events: last }),
      figure('replay page', { value: nodes, unit: 'nodes', goal: { atMost: NODES_GOAL }, of: 'value', samples: [nodes] }),
    ]
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** Places all over the run, near ones and far ones, the same every time. */
function place(i) {
  return 0.02 + 0.96 * ((i * 0.6180339887) % 1)
}

/** Runs in the page: what is painted, and since when. */
function watch() {
  const log = () => document.querySelector('[role=log]')
  const painted = () =>
    new Promise(done =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now())
        port2.postMessage(0)
      }),
    )
  const inside = (row, box) => {
    const it = row.getBoundingClientRect()
    return it.bottom > box.top && it.top < box.bottom
  }
  /** Whether the last row in sight is that of this event: lines are numbered, and so many events come before the first. */
  globalThis.benchShows = sequence => {
    const slider = document.querySelector('[role=slider]')
    const rows = log()?.querySelectorAll('[data-index]')
    const row = rows?.[rows.length - 1]
    if (!row || Number(slider?.getAttribute('aria-valuenow')) !== sequence) return false
    const line = /line (\d+) /.exec(row.textContent ?? '')
    const from = Number(sessionStorage.benchOffset ?? NaN)
    if (line && Number.isNaN(from)) sessionStorage.benchOffset = sequence - Number(line[1])
    const own = !line || sequence - Number(line[1]) === Number(sessionStorage.benchOffset)
    return own && inside(row, log().getBoundingClientRect())
  }
  globalThis.benchSeek = () => {
    const slider = document.querySelector('[role=slider]')
    globalThis.benchSought = new Promise(done => {
      slider.addEventListener(
        'pointerdown',
        async event => {
          const began = event.timeStamp
          for (;;) {
            const at = await painted()
            if (globalThis.benchShows(Number(slider.getAttribute('aria-valuenow')))) return done(at - began)
          }
        },
        { once: true },
      )
    })
  }
  globalThis.benchScroll = async share => {
    const scroller = log()
    const began = performance.now()
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight)
    for (;;) {
      const at = await painted()
      const box = scroller.getBoundingClientRect()
      const rows = [...scroller.querySelectorAll('[data-index]')].filter(row => inside(row, box))
      const covered = rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0)
      if (rows.length && covered >= box.height * 0.9) return at - began
    }
  }
}
