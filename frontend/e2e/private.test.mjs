// What is private is nowhere: forty words are put wherever a word can be put in an interview, and then every byte the
// application wrote or showed is looked through. What was released, and what is shared, the same search finds.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { open, until } from './driver.mjs'
import { cli, folder, sampleAt } from './library.mjs'
import { openRoom, recorded } from './roomview.mjs'
import { files, found, standing } from './search.mjs'
import { begin, capture, part, saved } from './steps.mjs'

const TITLE = 'Words before a meeting'
const NOTES = '[data-region][aria-label="Notes"]'
const LINE = `${NOTES} [data-passage=""] textarea`
const SHARED = 'brambletideshared'
const RELEASED = 'brambletidereleased'

// Words that stand nowhere else.
const words = Array.from({ length: 44 }, (_, n) => `quorb${String.fromCharCode(97 + n / 26, 97 + (n % 26))}lewug`)
const left = [...words]
const word = () => left.shift()
const secrets = [...words]

test('forty private words are nowhere', { timeout: 300_000 }, async () => {
  const dir = folder()
  const tmp = path.join(dir, 'tmp')
  mkdirSync(tmp)
  const library = sampleAt(path.join(dir, 'library.db'))
  const watched = recorded(folder())
  const options = { library, binary: watched.binary, env: { TMPDIR: tmp } }
  let app = await open(options)
  try {
    const passphrase = `${word()} over the harbour`
    await shared(app)
    const code = await make(app, passphrase)
    await talk(app)
    await panels(app)
    await picture(app)
    await app.press('Control+l')
    await app.field('Passphrase')
    await shown(app, false)
    await selections(app)
    await nowhere('locked', app, dir)

    await refusals(app, passphrase)
    await others(app)
    assert.deepEqual(left, [], 'every word was put somewhere')
    noCores(app.pid())
    await crash(app, dir)
    await app.close()

    app = await open(options)
    await app.push(TITLE)
    await app.find('nav[aria-label="Parts of the debrief"]', 20_000)
    await hidden(app, passphrase)
    await app.call('Interviews', 'Unlock', passphrase)
    await release(app)
    watched.listen()
    await meet(app, watched)
    await steps(app)
    await app.call('Backups', 'Make')
    await nowhere('in a meeting', app, dir)
    assert.equal(await app.quit(), 0)
    outside(dir, library)
    await nowhere('after it ended', app, dir)
    assert.deepEqual(found(secrets, watched.stream()), [])
    const wrote = files(dir, app.home)
    assert.ok(wrote.some((f) => /backups.+\.db$/.test(f)), wrote.join(' '))
    assert.ok(standing([SHARED], library).length > 0, 'what is shared is found')
    assert.ok(standing([RELEASED], library).length > 0, 'what was released is found')
    assert.ok(!wrote.some((f) => readFileSync(f, 'latin1').includes(code)), 'the code is nowhere')
    console.log(`gate: private words: ${secrets.length} words, ${wrote.length} files searched, 0 hits`)
  } catch (error) {
    await app.screen('private-failed').catch(() => {})
    console.error(app.log().slice(0, 3000))
    throw error
  } finally {
    await app.close()
  }
})

/** Something everybody may read. */
async function shared(app) {
  await begin(app, TITLE)
  await saved(app)
  await capture(app)
  await app.type(`23:27 ${SHARED} was on the graph\n`)
  await app.waitForText('[data-region][aria-label="Lines of the meeting"]', SHARED)
  await saved(app)
  await app.execute(() => document.getSelection().selectAllChildren(document.querySelector('main')))
  await app.press('Control+c')
  await app.waitFor(async () => found([SHARED], await app.display.taken()).length > 0, 'what is shared to be copied')
}

/** First use, with the passphrase to be seen while it is typed. Returns the recovery code, which is a secret too. */
async function make(app, passphrase) {
  await part(app, 'Interviews')
  await app.enter('Choose a passphrase', passphrase)
  await app.click('main input[type=checkbox]')
  await app.enter('The same once more', passphrase)
  await app.press('Control+a')
  await selections(app)
  await app.press('End', 'Enter')
  await app.waitForText('main h2', 'on paper')
  const code = (await app.texts('main .groups span')).join('-')
  secrets.push(code, code.replaceAll('-', ''))
  await marked(app, 'body')
  await app.click('main .have input')
  await app.push('Go on')
  await app.button('Add an interview')
  return code
}

/** A talk, typed: filed, changed, removed, taken back, half said. */
async function talk(app) {
  await app.push('Add an interview')
  await app.enter('Somebody else, by name', word())
  await app.press('Enter')
  await app.find(`${LINE}:focus`)
  for (let n = 0; n < 5; n++) await app.type(`${word()} was said\n`)
  await app.type(`? ${word()}\n${word()} answered\n`)
  // Changed, and what was stays an earlier version.
  await app.press('Backspace', 'Control+a')
  await app.type(`${word()} instead`)
  // Emptied, it is removed.
  await app.press('Escape')
  await app.type(`${word()} too much\n`)
  await app.press('Backspace', 'Control+a', 'Delete', 'Backspace')
  await app.waitFor(async () => (await app.count(`${NOTES} [data-passage] textarea`)) === 7, 'six passages and the line')
  await app.press('Escape')
  await app.find(`${LINE}:focus`)
  await app.type(word())
  await app.press('Control+a', 'Delete', 'Control+z', 'Control+Shift+z')
  await app.type(`${word()} half`)
  await app.press('Control+a', 'Control+c', 'Control+x')
  await selections(app)
  assert.match(await app.value(LINE), / half$/, 'what is marked stays marked and where it is')
  await app.type(word())
  assert.match(await app.value(LINE), /^quorb\w+$/, 'typing takes its place')
  await saved(app)
}

async function panels(app) {
  const place = word()
  await app.enter('Place', place)
  await app.press('Control+a', 'Control+c')
  await selections(app)
  await app.enter('Add something to come back to', word())
  await app.press('Enter')
  await app.press('Control+f')
  const [, , text] = await app.execute(() => [...document.querySelectorAll('[data-passage] textarea')].map((f) => f.value))
  await app.type(text.split(' ')[0])
  await app.waitForText('dialog', text)
  await app.press('Control+a', 'Control+c')
  await selections(app)
  await marked(app, 'dialog')
  await app.click('dialog[open] input')
  await app.press('Escape')
  await app.gone('dialog[open]')
  await marked(app, 'body')
  await shown(app, true)
  await titles(app)
  await saved(app)
}

/** A picture, with a word in what a camera writes beside it. Its own bytes are secrets from now on. */
async function picture(app) {
  const file = path.join(folder(), 'whiteboard.png')
  execFileSync('convert', ['-size', '240x160', 'plasma:teal-white', '-set', 'comment', word(), file])
  const one = await first(app)
  const handle = await app.call('Interviews', 'HandPaper', '', readFileSync(file).toString('base64'), true)
  one.passages[1].paperId = 'whiteboard'
  await app.call('Interviews', 'Attach', one, 'whiteboard', handle)
  const { data } = await app.call('Interviews', 'Paper', one.id, 'whiteboard', true)
  const middle = Math.floor(data.length / 8) * 4
  secrets.push(data.slice(middle, middle + 40), Buffer.from(data, 'base64').toString('latin1', middle / 2, middle / 2 + 24))
}

/** Hidden while notes and a picture are on the screen. */
async function hidden(app, passphrase) {
  await part(app, 'Interviews')
  await app.enter('Passphrase', passphrase)
  await app.press('Enter')
  await app.waitFor(() => app.execute(() => document.querySelector(`.picture img`)?.naturalWidth > 0), 'the picture', 20_000)
  await app.press('F9')
  await app.waitForText('dialog', 'Agenda')
  await app.waitFor(async () => !(await app.call('Interviews', 'State', '')).open, 'locked')
  await shown(app, false)
  await app.press('F9')
  await app.field('Passphrase')
  await shown(app, false)
}

/** Marks everything in an element and copies it. */
async function marked(app, css) {
  await app.execute((css) => document.getSelection().selectAllChildren(document.querySelector(css)), css)
  await app.press('Control+c')
  await selections(app)
  await app.execute(() => document.getSelection().removeAllRanges())
}

/** Nothing of it is what another application would be given. */
async function selections(app) {
  assert.deepEqual(found(secrets, await app.display.taken()), [], 'the clipboard and the selection')
}

/** No window is named for it, in any of its names. */
async function titles(app) {
  for (const id of await app.display.windowsOf(app.pid())) {
    const names = execFileSync('xprop', ['-id', id], { env: app.display.env })
    assert.match(names.toString(), /_NET_WM_NAME/)
    assert.deepEqual(found(secrets, names), [], 'the title of a window')
  }
}

/** Whether the page has words of the notes: all that it holds of text, and what it keeps. */
async function shown(app, expected) {
  const page = await app.execute(() =>
    [
      document.title,
      location.href,
      JSON.stringify(history.state),
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((f) => f.value),
      ...[...document.querySelectorAll('iframe, template')].map((e) => e.innerHTML),
      ...Object.entries(localStorage).flat(),
      ...Object.entries(sessionStorage).flat(),
    ].join('\n'),
  )
  assert.equal(found(secrets, Buffer.from(page)).length > 0, expected, expected ? 'the search sees the page' : found(secrets, Buffer.from(page)).join())
}

/** What is refused says nothing of what it was. */
async function refusals(app, passphrase) {
  const wrong = word()
  await app.enter('Passphrase', `${wrong} and not the one`)
  await app.press('Enter')
  await app.waitForText('main', 'not the passphrase', 20_000)
  await app.enter('Passphrase', passphrase)
  await app.press('Enter')
  await app.button('Add an interview')
  const one = await first(app)
  for (const change of [{ rev: 0, draft: word() }, { minutes: -1, place: word() }, { id: '', name: word() }]) {
    const said = await app.call('Interviews', 'Save', { ...one, ...change }).then(() => '', String)
    assert.ok(said, 'refused')
    assert.deepEqual(found(secrets, Buffer.from(said)), [])
  }
}

const idOf = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows.find((row) => row.title === TITLE).id
const all = async (app) => (await app.call('Interviews', 'List', await idOf(app))).interviews
const first = async (app) => (await all(app)).find((i) => i.passages.length > 4)

const asked = (answer, change) => ({
  ...{ id: '', as: 'quote', scope: 'public', given: 'written', at: '2031-05-06T07:08:09Z', words: '', answer },
  ...{ askedAt: '2031-05-06T07:08:09Z', answeredAt: '2031-05-06T07:08:09Z', entryId: '', ...change },
})

/** Two more interviews with a word in every field, one of them destroyed, the other with everything that can be asked. */
async function others(app) {
  const one = await first(app)
  const release = (answer) => asked(answer, { id: word(), words: word() })
  const passage = (...releases) => ({ id: word(), prompt: '', text: word(), offRecord: false, releases, paperId: '' })
  const other = {
    ...one, rev: 0, id: 'other', participantId: word(), name: word(), zone: word(), place: word(), draft: word(), asked: [word()],
    passages: [passage(release('')), passage(release('declined')), passage(release('withdrawn')), { ...passage(), offRecord: true }],
    followUps: [{ text: word(), done: true }], papers: [],
  }
  const kept = await app.call('Interviews', 'Save', other)
  await app.call('Interviews', 'Save', { ...kept, passages: [] })
  const gone = { ...one, rev: 0, id: 'gone', name: word(), draft: word(), passages: [], papers: [] }
  await app.call('Interviews', 'Save', gone)
  await app.call('Interviews', 'Purge', ['gone'])
}

/** Nothing that crashes leaves what was in its memory: neither the app nor what draws its page. */
function noCores(pid) {
  const parents = readdirSync('/proc').filter((n) => /^\d+$/.test(n)).map((n) => [Number(n), parent(n)])
  const family = [pid, ...parents.filter(([, of]) => of === pid).map(([child]) => child)]
  assert.ok(family.length > 1, 'the page has a process of its own')
  for (const one of family) assert.match(readFileSync(`/proc/${one}/limits`, 'latin1'), /Max core file size +1 +1 /)
}

function parent(pid) {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1])
  } catch {
    return 0
  }
}

/** It ends in the worst way while the notes are open, and tells of it. */
async function crash(app, dir) {
  await app.find(LINE)
  await app.signal('SIGABRT')
  assert.match(app.log(), /SIGABRT/)
  assert.match(app.log(), /goroutine 1 /)
  await nowhere('after a crash', app, dir)
}

/** Nothing of it in any file, nor in what was printed. */
async function nowhere(when, app, dir) {
  assert.deepEqual(standing(secrets, ...files(dir, app.home)), [], when)
}

/** Words somebody agreed to have told leave the vault; the passage they were taken from does not. */
async function release(app) {
  const one = await first(app)
  one.passages[0].releases.push(asked('agreed', { id: 'agreed', as: 'unnamed', scope: 'report', words: `${RELEASED} was kind` }))
  const { entry } = await app.call('Interviews', 'Release', { id: '', name: 'release-words' }, one, 'agreed')
  assert.equal(entry.text, `${RELEASED} was kind`)
}

/** The meeting begins: the notes are locked, and the Room is told of its own things alone. */
async function meet(app, watched) {
  assert.equal((await app.call('Interviews', 'State', '')).open, true)
  await capture(app)
  await app.press('Control+Enter')
  await app.waitFor(async () => !(await app.call('Interviews', 'State', '')).open, 'locked by the meeting')
  await openRoom(app)
  await until(() => watched.stream().includes('"mode":"meeting"'), 'the Room to follow')
  await app.press('Alt+r')
  await titles(app)
}

/** What was changed, and could be taken back, is told without any of it. */
async function steps(app) {
  const told = JSON.stringify(await app.call('Changes', 'List', 0, 200, ''))
  assert.ok(found([SHARED], Buffer.from(told)).length > 0, 'what is shared is told')
  assert.deepEqual(found(secrets, Buffer.from(told)), [])
}

/** What is written for others: every edition, and the debrief as a file of its own. */
function outside(dir, library) {
  const report = (edition) => {
    const out = path.join(dir, `${edition}.pdf`)
    const { code, err } = cli('export', TITLE, '--format', 'pdf', '--edition', edition, '--library', library, '-o', out)
    assert.equal(code, 0, err)
    return out
  }
  for (const edition of ['named', 'role-only']) assert.ok(standing([RELEASED], report(edition)).length > 0, `${edition} has what was released`)
  assert.deepEqual(standing([RELEASED], report('public')), [], 'and the public one has not')
  const { code, err } = cli('bundle', TITLE, '--library', library, '-o', path.join(dir, 'whole.debrief'))
  assert.equal(code, 0, err)
  assert.ok(standing([RELEASED], path.join(dir, 'whole.debrief')).length > 0)
}
