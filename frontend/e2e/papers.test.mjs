// Talks as they are written down, by keys alone: whom, when and where, prompts, lines, follow-ups, a picture, thanks,
// the next one. Whatever locks the notes, the words typed just before are there again.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { to, untouched, watchPointer } from './byhand.mjs'
import { held } from './bykey.mjs'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const PASSPHRASE = 'a lamp over the harbour'
const NOTES = '[data-region][aria-label="Notes"]'
const TALK = 'aside[aria-label="This talk"]'
const LINE = `${NOTES} [data-passage=""] textarea`
const LIST = 'nav[aria-label^="Interviews"] .list'
const TITLE = 'Words before a meeting'
const LONG = 30_000

const passages = (app) =>
  app.execute(() => [...document.querySelectorAll('[data-passage]:not([data-passage=""]) textarea')].map((f) => f.value))
const written = (app, ...lines) =>
  app.waitFor(async () => JSON.stringify(await passages(app)) === JSON.stringify(lines), `the passages ${lines.join(' | ')}`)
const onLine = (app) => app.find(`${LINE}:focus`)
const drawn = (app, n) =>
  app.waitFor(
    async () =>
      (await app.execute(() => [...document.querySelectorAll('.picture img')].filter((i) => i.naturalWidth > 0).length)) === n,
    `${n} pictures`,
    LONG,
  )

/** The one interview, or all of them, as the vault has them. */
async function sealed(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Interviews', 'List', id)).interviews
}

async function unlock(app, why) {
  await app.waitForText('main', why)
  await app.find('main input:focus')
  await app.type(PASSPHRASE)
  await app.press('Enter')
  await app.find(NOTES)
}

/** Every file below a folder that holds one of these bytes. */
const holding = (dir, ...bytes) =>
  readdirSync(dir, { recursive: true })
    .map((file) => path.join(dir, file))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .filter((file) => bytes.some((b) => readFileSync(file).includes(b)))

test('talks are written down by keys alone, with a picture, and no lock loses a word', { timeout: 300_000 }, async () => {
  const dir = folder()
  const library = sampleAt(path.join(dir, 'library.db'))
  const graph = path.join(dir, 'whiteboard.png')
  execFileSync('convert', ['-size', '820x360', 'gradient:teal-white', '-set', 'comment', 'gobemouched', graph])
  let app = await open({ library })
  try {
    await begin(app, TITLE)
    await saved(app)
    await watchPointer(app)
    await part(app, 'Interviews')
    await held(app, 'first use')
    await to(app, 'Choose a passphrase')
    await app.type(PASSPHRASE)
    await to(app, 'The same once more')
    await app.type(`${PASSPHRASE}\n`)
    await app.waitForText('main h2', 'on paper')
    await to(app, 'I have it on paper')
    await app.press('Space')
    await to(app, 'Go on')
    await app.press('Enter')
    await app.find(NOTES)
    await held(app, 'no interviews yet')

    // Whom, when, where.
    await app.press('Alt+n')
    await app.type('Ines\n')
    await onLine(app)
    await app.press('Alt+w')
    await app.type('4 Nov 2026 14:00')
    await to(app, 'Minutes')
    await app.press('Control+a')
    await app.type('20')
    await to(app, 'Place')
    await app.type('Room Xertzology')
    await app.press('Escape')
    await onLine(app)

    // The talk: the timer, a prompt, lines, a question of one's own, the last one edited, one off the record.
    await app.press('Alt+t', 'Alt+1')
    await app.type('my pager quoddity rang twice\nthe graphs looked flat\n? And then\nnobody told me\n')
    await written(app, 'my pager quoddity rang twice', 'the graphs looked flat', 'nobody told me')
    await app.press('Backspace')
    await app.type(', vellichor')
    await app.press('Control+Shift+R', 'Enter')
    await onLine(app)
    await app.waitForText(NOTES, 'Off the record')
    await app.press('Alt+t')
    await app.waitForText(TALK, 'You speak')
    await app.press('Alt+Shift+T')
    await onLine(app)

    // A follow-up and thanks.
    await app.press('Alt+f')
    await app.type('send the dashboard\n')
    await to(app, 'Thanked the same day')
    await app.press('Space', 'Escape')
    await onLine(app)
    await saved(app)

    // A picture goes where the caret is, and so does what is typed at once.
    await app.display.offer({ 'image/png': graph })
    await app.press('Control+v')
    await app.type('typed meanwhile')
    await drawn(app, 1)
    assert.equal(await app.value(LINE), 'typed meanwhile')
    await saved(app)
    await app.press('Home', 'Backspace')
    await app.type('the whiteboard, tatterdemal')
    await app.screenshot('papers-open')
    assert.deepEqual(await app.audit(), [])
    await app.press('Alt+Shift+V')
    await app.waitFor(
      () => app.execute(() => document.querySelector('dialog img')?.naturalWidth === 820),
      'the large one',
      LONG,
    )
    await app.screenshot('papers-large')
    assert.deepEqual(await app.audit(), [])
    await app.press('Escape')
    await app.find('[data-passage].at textarea:focus')

    // Removed, with its words kept, and put back.
    await app.press('Tab', 'Delete')
    await app.gone('.picture')
    await to(app, 'Put it back')
    await app.press('Enter')
    await drawn(app, 1)
    const said = ['my pager quoddity rang twice', 'the graphs looked flat', 'nobody told me, vellichor', 'the whiteboard, tatterdemal']
    await written(app, ...said)

    // The next one, who would rather not meet; and back.
    await app.press('Alt+n')
    await app.type('Tomás\n')
    await onLine(app)
    await app.press('Alt+w', 'Shift+Tab')
    await app.type('Chose')
    await app.waitForText(NOTES, 'an answer as good as any')
    await held(app, 'somebody who chose not to meet')
    await app.press('Alt+Shift+ArrowUp')
    await onLine(app)
    assert.equal(await app.value(LINE), 'typed meanwhile')
    await app.press('Alt+Shift+ArrowDown')
    await held(app, 'somebody who chose not to meet')
    await app.press('Alt+Shift+ArrowUp')
    await onLine(app)

    // Typed, and locked with the next key.
    await app.type(' and brontide')
    await app.press('Control+l')
    await app.waitForText('main h2', 'Two interviews, sealed.')
    assert.equal(await app.execute(() => document.documentElement.innerHTML.includes('data:image')), false)
    await unlock(app, 'You locked them')
    await onLine(app)
    assert.equal(await app.value(LINE), 'typed meanwhile and brontide')
    await drawn(app, 1)

    // …hidden with the next key,
    await app.type(', susurrus')
    await app.press('F9')
    await app.waitFor(async () => !(await app.call('Interviews', 'State', '')).open, 'locked')
    await app.press('F9')
    await unlock(app, 'when the screen was hidden')
    await onLine(app)
    assert.equal(await app.value(LINE), 'typed meanwhile and brontide, susurrus')

    // …and as the meeting begins.
    await app.type(', petrichor')
    const { rows } = await app.call('Debriefs', 'List', 0, 0)
    const { whole } = await app.call('Debriefs', 'Load', rows.find((row) => row.title === TITLE).id)
    const step = { id: 'begins', name: 'start-meeting' }
    const { debrief: live } = await app.call('Debriefs', 'Save', step, { ...whole.debrief, state: 'live' })
    await app.call('Debriefs', 'Save', { id: 'ends', name: 'start-meeting' }, { ...live, state: whole.debrief.state })
    await unlock(app, 'when the meeting began')
    await onLine(app)
    assert.equal(await app.value(LINE), 'typed meanwhile and brontide, susurrus, petrichor')

    const [one, other] = await sealed(app)
    assert.deepEqual(
      [one.name, one.minutes, one.place, one.when, one.followUps, one.asked, one.thankedAt !== ''],
      ['Ines', 20, 'Room Xertzology', one.when, [{ text: 'send the dashboard', done: false }], ['drawn-in'], true],
    )
    assert.match(one.when, /^2026-11-04T/)
    assert.deepEqual([one.passages[2].offRecord, one.passages[2].prompt], [true, 'And then'])
    assert.deepEqual([other.name, other.state], ['Tomás', 'declined'])
    await untouched(app)

    // Closing the window loses none either, and nothing of it is anywhere.
    await app.type(', at last')
    await app.closeWindow()
    await app.close()
    assert.deepEqual(holding(dir, 'quoddity', 'Xertzology', 'tatterdemal').map((f) => path.basename(f)), [])
    const pixels = readFileSync(graph).subarray(60, 120)
    assert.deepEqual(holding(dir, pixels, 'gobemouched').map((f) => path.basename(f)), ['whiteboard.png'])
    app = await open({ library })
    await app.push(TITLE)
    await part(app, 'Interviews')
    await unlock(app, 'since the app was last closed')
    await onLine(app)
    assert.match(await app.value(LINE), /petrichor, at last$/)
    await drawn(app, 1)
  } catch (error) {
    await app.screen('papers-failed').catch(() => {})
    console.error(app.log())
    throw error
  } finally {
    await app.close()
  }
})
