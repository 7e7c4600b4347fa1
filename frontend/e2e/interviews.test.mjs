// The sealed notes in the real window: a passphrase, a code on paper, a talk typed without looking, locking in
// every way, and then every byte the application wrote, searched for what was typed.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { files, standing } from './search.mjs'
import { begin, part, saved } from './steps.mjs'

const PASSPHRASE = 'a lamp over the harbour'
const NOTES = '[data-region][aria-label="Notes"]'
const LIST = 'nav[aria-label^="Interviews"]'
const TITLE = 'Words before a meeting'
const name = 'Quillfeather'
// Words that stand nowhere else: names, places, what was said, what was only begun.
const said = [
  'zanzibarlamp was the first thing',
  'my pager quoddity rang twice',
  'obfusticator graphs looked flat',
  'nobody told me, vellichor',
  'I slept, brontide, for an hour',
  'we asked for a second person, ultracrepid',
  'the runbook was tatterdemal',
  'kind words in the channel, susurrus',
  'I would not say petrichory aloud',
  'the support room, gobemouched',
]
const begun = 'half a line about nudiustertian'
const own = 'What about the wamblecropt week'
const place = 'Room Xertzology'
const markers = [
  ...said.map((line) => line.match(/zanzibarlamp|quoddity|obfusticator|vellichor|brontide|ultracrepid|tatterdemal|susurrus|petrichory|gobemouched/)[0]),
  'nudiustertian',
  'wamblecropt',
  'Xertzology',
  name,
]

const passages = (app) =>
  app.execute(() => [...document.querySelectorAll('[data-passage]:not([data-passage=""]) textarea')].map((f) => f.value))

const sealed = (app) => app.waitForText('main h2', 'sealed')

/** No word of the notes is in the page: not in fields, titles, toasts or what is announced. */
async function nothingShown(app) {
  const page = await app.execute(() =>
    [
      document.title,
      document.body.innerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((f) => f.value),
      ...Object.entries(localStorage).flat(),
      ...Object.entries(sessionStorage).flat(),
    ].join('\n'),
  )
  assert.deepEqual(
    markers.filter((word) => page.includes(word)),
    [],
  )
}

async function unlock(app, passphrase = PASSPHRASE) {
  await app.enter('Passphrase', passphrase)
  await app.press('Enter')
}

const unlocked = (app) => app.find(LIST)

test('notes are sealed, typed without looking, locked in every way, and nowhere else', { timeout: 300_000 }, async () => {
  const dir = folder()
  const library = sampleAt(path.join(dir, 'library.db'))
  let app = await open({ library })
  let log = ''
  try {
    await begin(app, TITLE)
    await saved(app)
    await part(app, 'Interviews')

    // First use says what is safe and what is not, and takes no short passphrase.
    await app.waitForText('main', 'not encrypted')
    await app.waitForText('main', 'losing both loses the notes')
    await app.screenshot('interview-first')
    assert.deepEqual(await app.audit(), [])
    await app.enter('Choose a passphrase', 'too short')
    await app.push('Seal with this passphrase')
    await app.waitForText('main', '3 more characters')
    await app.enter('Choose a passphrase', PASSPHRASE)
    await app.enter('The same once more', `${PASSPHRASE}s`)
    await app.waitForText('main', 'not the same yet')
    await app.enter('The same once more', PASSPHRASE)
    await app.press('Enter')
    await app.waitForText('main h2', 'on paper')
    const code = (await app.texts('main .groups span')).join('-')
    assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
    await app.screenshot('interview-code')
    assert.deepEqual(await app.audit(), [])
    await app.click('main .have input')
    await app.push('Go on')
    await unlocked(app)

    // A talk, by keys alone.
    await app.push('Add an interview')
    await app.enter('Somebody else, by name', name)
    await app.press('Enter')
    await app.find(`${NOTES} [data-passage=""] textarea:focus`)
    for (const [n, line] of said.entries()) {
      if (n === 2) await app.press('Alt+1')
      if (n === 5) await app.type(`? ${own}\n`)
      await app.type(`${line}\n`)
    }
    await app.waitFor(async () => (await passages(app)).length === said.length, 'ten passages')
    assert.deepEqual(await passages(app), said)
    await app.waitForText(NOTES, 'How were you drawn in?')
    await app.waitForText(NOTES, own)
    assert.equal(await app.count('main .fl'), 0, 'nothing is flagged')

    // Backspace at the start opens the last one, Alt ↑ goes on up, Escape and Enter lead back.
    await app.press('Backspace')
    await app.type('!')
    await app.waitFor(async () => (await passages(app)).at(-1) === `${said.at(-1)}!`, 'edited in place')
    await app.press('Alt+ArrowUp')
    await app.find(`[data-passage]:nth-last-child(3) textarea:focus`)
    await app.press('Escape')
    await app.enter('Place', place)
    await app.click(`${NOTES} [data-passage=""] textarea`)
    await app.type(begun)
    await saved(app)
    await app.screenshot('interview-open')
    assert.deepEqual(await app.audit(), [])
    await app.theme('dark')
    await app.screenshot('interview-open-dark')
    assert.deepEqual(await app.audit(), [])
    await app.theme('light')

    // Copying is off.
    await app.press('Control+a', 'Control+c')
    assert.equal(
      await app.execute(() => document.activeElement.dispatchEvent(new Event('copy', { bubbles: true, cancelable: true }))),
      false,
    )

    // Ctrl Z is the field's own: nothing of the shared part is taken back.
    const line = `${NOTES} [data-passage=""] textarea`
    await app.press('Control+z')
    await app.waitFor(async () => (await app.value(line)) !== begun, 'typing taken back')
    await app.waitForText('header h1', TITLE)
    await app.press('Control+a')
    await app.type(begun)
    await app.waitFor(async () => (await app.value(line)) === begun, 'the line again')

    // Search, here only.
    await app.press('Control+f')
    await app.type('brontide')
    await app.waitForText('dialog', said[4])

    // Lock now, over the panel too; a wrong passphrase is said plainly, and the field stays.
    await app.press('Control+l')
    await sealed(app)
    await app.waitForText('main', 'You locked them')
    await nothingShown(app)
    await app.screenshot('interview-locked')
    assert.deepEqual(await app.audit(), [])
    await unlock(app, 'another lamp altogether')
    await app.waitForText('main', 'not the passphrase', 20_000)
    assert.equal(await app.value(await app.field('Passphrase')), 'another lamp altogether')
    await unlock(app)
    await unlocked(app)
    await app.waitFor(async () => (await passages(app)).length === said.length, 'the passages')
    assert.equal(await app.value(`${NOTES} [data-passage=""] textarea`), begun)

    // Hidden is locked; what is typed meanwhile goes nowhere.
    await app.press('F9')
    await app.waitForText('dialog', 'Agenda')
    await app.type('nudiustertian')
    await app.waitFor(async () => !(await app.call('Interviews', 'State', '')).open, 'locked')
    await app.press('F9')
    await sealed(app)
    await app.waitForText('main', 'when the screen was hidden')
    await nothingShown(app)

    // The printed code opens it too, and a new passphrase may take the old one's place.
    await app.press('Alt+r')
    await app.enter('Recovery code', code.toLowerCase().replaceAll('-', ' '))
    await app.press('Enter')
    await app.waitForText('main h2', 'A new passphrase?')
    await app.push('Not now')
    await unlocked(app)

    // Elsewhere and back it stays open, and the footer says so.
    await part(app, 'Timeline')
    await app.waitForText('footer', 'Interview notes open')
    await nothingShown(app)
    await part(app, 'Interviews')
    await app.find(`${NOTES} [data-passage=""] textarea:focus`)

    // A kill in mid-typing loses nothing but the last second.
    await app.press('Control+End')
    await app.type(' and on')
    await saved(app)
    log += app.log()
    await app.signal('SIGKILL')
    assert.deepEqual(standing(markers, ...files(dir, app.home)), [])
    await app.close()
    app = await open({ library })
    await app.push(TITLE)
    await part(app, 'Interviews')
    await sealed(app)
    await unlock(app)
    await unlocked(app)
    await app.waitFor(
      async () => (await app.value(`${NOTES} [data-passage=""] textarea`)) === `${begun} and on`,
      'the draft',
    )
    assert.equal((await passages(app)).length, said.length)

    // Backups hold it sealed.
    await app.call('Backups', 'Make')
    assert.deepEqual(standing(markers, ...files(dir, app.home)), [])
    await app.quit()
    log += app.log()
    assert.deepEqual(standing(markers, ...files(dir, app.home)), [])
    assert.deepEqual(
      markers.filter((word) => log.includes(word)),
      [],
    )
  } catch (error) {
    await app.screen('interviews-failed').catch(() => {})
    console.error(app.log())
    throw error
  } finally {
    await app.close()
  }
})
