// What monitoring measured, in the real window: pasted, drawn, read off by keys, made entries of, and gone back to.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const EVIDENCE = 'section[aria-label="Evidence"]'
const GRAPH = `${EVIDENCE} [role="slider"]`
const SIDE = 'aside[aria-label="Edit"]'
const TITLE = 'Baskets are slow'

/** Three lines over an hour, one point every 15 s: two calm, one high for ten minutes, with a gap after it. */
const start = Date.parse('2026-11-03T14:00:00Z') / 1000
const lines = { 0.5: 0.1, 0.9: 0.16, 0.95: 0.2 }
const result = {
  status: 'success',
  data: {
    resultType: 'matrix',
    result: Object.entries(lines).map(([quantile, calm]) => ({
      metric: { __name__: 'checkout_latency_seconds', job: 'checkout', quantile },
      values: Array.from({ length: 240 }, (_, i) => i)
        .filter((i) => i < 130 || i >= 150)
        .map((i) => {
          const high = quantile === '0.95' && i >= 80 && i < 120
          return [start + i * 15, String((high ? 2.3 + (i % 5) / 20 : calm + (i % 4) / 200).toFixed(3))]
        }),
    })),
  },
}

async function whole(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Debriefs', 'Load', id)).whole
}

const told = (app, pattern) =>
  app.waitFor(async () => pattern.test(await app.attribute(GRAPH, 'aria-valuetext')), `the graph says ${pattern}`)

journey('a graph is read off', { library, width: 1440, height: 900 }, async (app) => {
  await begin(app, TITLE)
  await saved(app)
  await part(app, 'Timeline')
  await app.waitForText(EVIDENCE, 'What is there of it already?')
  await app.press('Control+o')
  await app.find('dialog[open]')
  await app.execute((text) => {
    const field = document.querySelector('dialog[open] textarea')
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, JSON.stringify(result))
  await app.push('Read these lines')
  await app.waitForText('dialog[open]', 'graph of 3 lines')
  await app.push('Bring it in')
  await app.gone('dialog[open]')

  // It begins at the moment that stands out, which is only suggested.
  await told(app, /14:20:00, p95 2\.3 s/)
  await app.waitForText(EVIDENCE, 'changes a lot from one point to the next')
  await app.waitForText(EVIDENCE, 'is back to what it was before')
  assert.equal((await whole(app)).entries.length, 0)

  // Point by point, line by line, to the ends, and over a gap.
  await app.click(GRAPH)
  await app.press('Home')
  await told(app, /14:00:00/)
  await app.press('ArrowRight', 'ArrowRight')
  await told(app, /14:00:30/)
  await app.press('ArrowUp')
  await told(app, /14:00:30, p90 /)
  await app.press('ArrowDown', 'End')
  await told(app, /14:59:45, p95/)

  // A level in words; P makes an entry of the moment, with what it rests on.
  await app.enter('First point over', '2.4 s')
  await app.waitForText(EVIDENCE, 'is over 2.4 s for the first time')
  await app.execute((css) => document.querySelector(`${css} .go`).click(), EVIDENCE)
  await told(app, /2\.4\d? s/)
  await app.execute((css) => document.querySelector(css).focus(), GRAPH)
  await app.press('p')
  await saved(app)
  const [made] = (await whole(app)).entries
  assert.match(made.text, /^checkout_latency_seconds p95 2\.4\d? s$/)
  assert.deepEqual([made.basis, made.lane, made.citations[0].message], ['record', 'system', -1])
  await app.waitForText(SIDE, 'From pasted.txt')
  await app.waitForText(SIDE, 'p50')

  // A stretch becomes a band.
  await app.execute((css) => document.querySelector(css).focus(), GRAPH)
  await app.press('Shift+ArrowRight', 'Shift+PageDown', 'b')
  await saved(app)
  assert.equal((await whole(app)).bands.length, 1)

  await app.screenshot('graph-small')
  assert.deepEqual(await app.audit(), [])
  await app.execute((css) => document.querySelector(css).focus(), GRAPH)
  await app.press('Enter')
  await app.waitForText('dialog[open]', 'p95')
  await app.waitFor(() => app.execute(() => document.activeElement?.matches('dialog [role="slider"]')), 'the keys are with the large graph')
  await app.screenshot('graph-large')
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot('graph-large-dark')
  assert.deepEqual(await app.audit(), [])
  await app.press('Escape')
  await app.gone('dialog[open]')

  // From the entry back to its moment.
  await app.execute((css) => document.querySelector(css).focus(), GRAPH)
  await app.press('Home')
  await told(app, /14:00:00/)
  await app.push('Show the line')
  await told(app, /14:20/)
  await app.theme('light')
  await app.press('Control+=', 'Control+=', 'Control+=', 'Control+=')
  await app.screenshot('graph-zoomed')
  await app.press('Control+0')
  await app.resize(1024, 700)
  await app.screenshot('graph-1024')
  assert.deepEqual(await app.audit(), [])
})
