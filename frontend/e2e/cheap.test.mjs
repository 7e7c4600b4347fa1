// What a key costs does not grow with the meeting: counted, not timed, so that a slow machine changes nothing.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, capture, reopen, saved } from './steps.mjs'

const TEXT = 'the pool graph was all red'

/** Files lines as a paste does, so many at once. */
async function lines(app, count) {
  const text = Array.from({ length: count }, (_, i) => `line ${i} of a long meeting`).join('\n')
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const step = { id: crypto.randomUUID(), name: 'paste-lines' }
  const line = { debriefId: rows.find((row) => row.title === 'Long meeting').id, text, stage: 1, position: 1, speakerId: '', editId: '', aboveId: '' }
  const previous = { at: '', zone: '', precision: '', raw: '', problem: '' }
  await app.call('Capture', 'Paste', step, { ...line, previous, draftField: '', draft: '' })
}

/** Counts what the page changes and says over the bridge from now on. */
const count = (app) =>
  app.execute(() => {
    const counted = (window.counted = { changes: 0, beside: 0, calls: 0, bytes: 0 })
    const field = document.activeElement
    window.counting?.disconnect()
    // What says "saving" and "saved" follows the clock and not the keys.
    const told = ({ target }) => (target.closest ? target : target.parentElement)?.closest('footer')
    window.counting = new MutationObserver((all) => {
      const made = all.filter((m) => !told(m))
      counted.changes += made.length
      counted.beside += made.filter((m) => !field.parentElement.contains(m.target)).length
    })
    window.counting.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    window.said ??= window.WailsInvoke
    window.WailsInvoke = (message) => {
      counted.calls += 1
      counted.bytes += message.length
      return window.said(message)
    }
  })

const counted = (app) => app.execute(() => window.counted)

/** Reads the debrief anew, with the caret where lines are written. */
async function anew(app) {
  await app.push('Library')
  await reopen(app, 'Long meeting')
  await capture(app)
  await saved(app)
}

async function typed(app) {
  await count(app)
  for (const letter of TEXT) await app.type(letter)
  await app.painted()
  const keys = await counted(app)
  await saved(app)
  await count(app)
  await app.press('Enter')
  await app.waitForText('[data-row]', TEXT)
  await saved(app)
  return { keys, enter: await counted(app) }
}

journey('a key costs the same with 200 lines and with 2,000', {}, async (app) => {
  await app.push('Library')
  await begin(app, 'Long meeting')
  await saved(app)
  await lines(app, 200)
  await anew(app)
  const few = await typed(app)
  await lines(app, 1800)
  await anew(app)
  const many = await typed(app)
  console.log(`200 lines: ${JSON.stringify(few)}; 2,000 lines: ${JSON.stringify(many)}`)

  for (const { keys, enter } of [few, many]) {
    assert.ok(keys.beside <= TEXT.length, `letters change the page beside their field: ${keys.beside}`)
    // A draft is kept once typing rests: on the slowest machine after each letter.
    assert.ok(keys.calls <= TEXT.length, `a letter takes more than one call: ${keys.calls}`)
    assert.ok(keys.bytes <= 20_000, `letters carry ${keys.bytes} bytes`)
    assert.ok(enter.calls <= 8 && enter.bytes <= 8_000, `a line takes ${enter.calls} calls of ${enter.bytes} bytes`)
  }
  assert.ok(many.keys.changes <= few.keys.changes + 10, 'letters change more of the page in a long meeting')
  assert.ok(many.enter.changes <= few.enter.changes + 10, 'a line changes more of the page in a long meeting')
  // So many rows are in the page, however many there are.
  assert.ok((await app.count('[data-row]')) <= 152)
  // The lines are laid out and painted by themselves.
  assert.equal(await app.execute(() => getComputedStyle(document.querySelector('.cap')).contain), 'strict')
})
