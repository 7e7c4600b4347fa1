// Words that leave the vault, in the real window: a passage asked for in all three ways, declined, released into the
// narratives and the timeline, told there with its consent, taken out by undo and put in again, and taken back for good.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const PASSPHRASE = 'a lamp over the harbour'
const NOTES = '[data-region][aria-label="Notes"]'
const PANEL = 'aside[aria-label^="Release passage"]'
const SHARED = 'aside[aria-label$=", shared"]'
const TITLE = 'Words before a meeting'
const said = [
  'Lag first, every time. Three of the last four pages of this kind were lag.',
  'I knew that graph because I spent last winter staring at it. I never wrote it down for anyone.',
  'It was the fourth night in a row with a page. I had muted my own phone for an hour and slept.',
  'When Jo joined I was relieved. Jo was not on shift.',
  'Three clusters, one person. We asked for a second in spring and then the freeze came.',
  'People were kind in the channel. That is new, and it helped more than the runbook did.',
]
const quoted = 'I never wrote it down for anyone.'
const other = 'The fourth night in a row, and an hour of sleep.'
const unnamed = 'Three clusters for one person; a second was asked for in spring.'

const row = (n) => `${NOTES} .row[data-passage]:nth-of-type(n) textarea[aria-label="Passage ${n}"]`

/** Puts the caret into a passage, and selects a part of it. */
async function take(app, n, words = '') {
  await app.click(row(n))
  await app.execute(
    (css, text) => {
      const field = document.querySelector(css)
      const from = text ? field.value.indexOf(text) : field.value.length
      field.setSelectionRange(from, from + text.length)
    },
    row(n),
    words,
  )
}

/** Ticks what somebody agreed to, and releases. */
async function agree(app) {
  for (const tick of await app.findAll(`${PANEL} .tick input[type=checkbox]`)) await app.click(tick)
  await app.press('Control+Enter')
  await app.gone(PANEL)
}

const choose = (app, label) =>
  app.execute((text) => {
    const found = [...document.querySelectorAll('aside label')].find((l) =>
      l.textContent.trim().startsWith(text),
    )
    found.querySelector('input').click()
  }, label)

const lines = (app) =>
  app.execute(() => [...document.querySelectorAll('[data-row] .text')].map((e) => e.innerText))

/** Whether words stand in the library's file or the log beside it. */
const onDisk = (library, words) =>
  ['', '-wal'].some(
    (end) => existsSync(library + end) && readFileSync(library + end).includes(words),
  )

/** The panel as it is to be looked at: light, dark, a small window, large type. */
async function looks(app, name) {
  await app.screenshot(name)
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot(`${name}-dark`)
  assert.deepEqual(await app.audit(), [])
  await app.theme('light')
}

test(
  'a passage is released as its speaker agreed, and taken back',
  { timeout: 300_000 },
  async () => {
    const library = sampleAt(path.join(folder(), 'library.db'))
    const app = await open({ library })
    try {
      await begin(app, TITLE)
      await saved(app)
      await part(app, 'Interviews')
      await app.enter('Choose a passphrase', PASSPHRASE)
      await app.enter('The same once more', PASSPHRASE)
      await app.press('Enter')
      await app.waitForText('main h2', 'on paper')
      await app.click('main .have input')
      await app.push('Go on')
      await app.push('Add an interview')
      await app.enter('Somebody else, by name', 'Ines')
      await app.press('Enter')
      await app.find(`${NOTES} [data-passage=""] textarea:focus`)
      for (const line of said) await app.type(`${line}\n`)
      await app.find(row(6))
      await saved(app)

      // A part of a passage, as a quote, for the report.
      await take(app, 2, quoted)
      await app.press('Control+r')
      assert.equal(await app.value(await app.field('What others will read')), quoted)
      await app.click(`${PANEL} .tick input[type=checkbox]`)
      await looks(app, 'release-panel')
      // Other words are asked for again.
      await choose(app, 'Without a name')
      assert.equal(await app.count(`${PANEL} input[type=checkbox]:checked`), 0)
      await choose(app, 'As a quote')
      await agree(app)
      await app.waitForText(NOTES, 'as a quote, agreed in person: narratives')

      // In other words, said on a call, for the meeting alone.
      await take(app, 3)
      await app.press('Control+r')
      await choose(app, 'In other words')
      await app.enter('What others will read', other)
      await choose(app, 'The meeting')
      await choose(app, 'On a call')
      await agree(app)
      await app.waitForText(NOTES, 'in other words, agreed on a call: narratives')

      // Without a name, on the timeline.
      await take(app, 5)
      await app.press('Control+r')
      await choose(app, 'Without a name')
      await app.enter('What others will read', unnamed)
      await choose(app, 'Timeline')
      await app.enter('When it was, if they said', '2026-11-04 14:46')
      await app.waitForText(PANEL, 'Wed 4 Nov 2026, 14:46')
      await choose(app, 'Public')
      await app.resize(1024, 700)
      await app.screenshot('release-panel-small')
      for (let i = 0; i < 5; i++) await app.press('Control++')
      await app.screenshot('release-panel-large')
      assert.deepEqual(await app.audit(), [])
      for (let i = 0; i < 5; i++) await app.press('Control+-')
      await app.resize(1440, 900)
      await agree(app)
      await app.waitForText(NOTES, 'without a name, agreed in person: timeline, 14:46')

      // What is shared stays where it can be taken back, also without its words.
      await take(app, 5)
      for (const key of ['Control+a', 'Backspace', 'Backspace']) await app.press(key)
      await app.waitForText('body', 'Take them back first (Alt Shift B)')
      await app.waitForText(NOTES, 'without a name, agreed in person: timeline, 14:46')
      await app.screenshot('release-stays')
      await app.type(said[4])

      // Somebody may decline, and that is noted.
      await take(app, 4)
      await app.press('Control+r')
      await app.push('Would rather not')
      await app.waitForText(NOTES, 'Ines would rather not')
      await saved(app)
      await app.screenshot('release-notes')

      // In the shared part each is told with its consent; the one without a name has none.
      await part(app, 'Meeting')
      await app.waitFor(async () => (await lines(app)).length === 2, 'two lines')
      const told = (await lines(app)).join('\n')
      assert.match(
        told,
        /I never wrote it down for anyone\.\s*Agreed as a quote, for meeting and report/,
      )
      assert.match(told, /an hour of sleep\.\s*Agreed in other words, for the meeting alone/)
      await app.screenshot('release-meeting')
      assert.deepEqual(await app.audit(), [])
      await part(app, 'Timeline')
      await app.waitForText('[data-entry]', 'Agreed without a name, public too')
      assert.equal((await app.text('main')).includes('Ines'), false)
      await app.screenshot('release-timeline')

      // Another wording of it is told, and what was agreed to stands beside it.
      await app.enter('What happened', `${unnamed} And more.`)
      await app.waitForText('[data-entry]', 'Differs from what was agreed to')
      await app.screenshot('release-timeline-differs')
      assert.deepEqual(await app.audit(), [])
      await app.push('Write the agreed words again')
      await app.waitForText('[data-entry]', 'Agreed without a name')
      await saved(app)

      // Undo takes the line out; what was agreed to stands, and it can be put in again.
      await app.click('[data-entry]')
      for (let left = 1; left > 0;) {
        await app.press('Control+z')
        await saved(app)
        left = await app.count('[data-entry]')
      }
      await part(app, 'Interviews')
      await app.click(row(5))
      await app.waitForText(NOTES, 'without a name, not among the lines')
      await app.screenshot('release-away')
      await app.push('Put it in again')
      await app.waitForText(NOTES, 'without a name, agreed in person: timeline, 14:46')

      // Taken back, in the panel, by keys; nothing of it is left.
      assert.equal(onDisk(library, quoted), true, 'the control finds nothing')
      await take(app, 2)
      await app.press('Control+r')
      await app.waitForText(SHARED, 'As a quote, agreed in person')
      await app.screenshot('release-shared')
      await app.press('Alt+Shift+b')
      await app.waitForText(SHARED, 'Take these words back?')
      // The first backup is made while this goes on, or not yet.
    await app.waitForText(SHARED, /made since then/)
      await looks(app, 'release-back')
      await app.press('Escape')
      await app.find(SHARED)
      await app.press('Alt+Shift+b')
      await app.click(`${SHARED} .card .pri`)
      await app.waitForText(NOTES, 'Shared for a while, taken back')
      await app.gone(SHARED)
      assert.equal(onDisk(library, quoted), false)
      await part(app, 'Meeting')
      await app.waitFor(async () => (await lines(app)).length === 1, 'one line')
      for (const key of ['z', 'z', 'Shift+z', 'Shift+z']) {
        await app.press(`Control+${key}`)
        await saved(app)
        assert.equal((await lines(app)).join().includes(quoted), false)
      }
      assert.equal(onDisk(library, quoted), false)
      await part(app, 'Interviews')
      await app.waitForText(NOTES, 'Shared for a while, taken back')
      await app.screenshot('release-withdrawn')
      await app.quit()
    } catch (error) {
      await app.screen('release-failed').catch(() => {})
      console.error(app.log())
      throw error
    } finally {
      await app.close()
    }
  },
)
