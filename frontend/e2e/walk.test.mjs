// Forty different acts on five screens, by keys: all taken back one by one and all brought back. After each step the
// library holds what it held before the act, or after it; at both ends the file of the debrief is the same to the byte.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { focused, to } from './byhand.mjs'
import { part } from './bykey.mjs'
import { journey } from './journey.mjs'
import { cli, folder } from './library.mjs'
import { LINES, toText, whole } from './meeting.mjs'
import { saved } from './steps.mjs'

const TITLE = 'Forty steps'
const ACTS = 40
const library = join(folder(), 'library.db')

/** A revision counts writes, taken back or not; what the clock of a running meeting keeps by itself is no step. */
const moving = new Set(['rev', 'seenAt', 'runningSince', 'elapsedSeconds'])
const standing = (key, value) => (moving.has(key) ? undefined : value)

/** Everything the library holds of the debrief, as text. */
const state = async (app) => {
  await saved(app, 30_000)
  const held = await whole(app, TITLE)
  const { turns } = await app.call('Debriefs', 'Load', held.debrief.id)
  return JSON.stringify([held, turns], standing)
}

/** The debrief as the command line writes it to a file. */
function bundle(name) {
  const path = join(folder(), name)
  const { code, err } = cli('bundle', TITLE, '--library', library, '-o', path)
  assert.equal(code, 0, err)
  const text = execFileSync('unzip', ['-p', path, 'debrief.json'], { encoding: 'utf8' })
  return JSON.stringify(JSON.parse(text), standing)
}

// -- the acts ---------------------------------------------------------------------------------------------

const keys =
  (...chords) =>
  (app) =>
    app.press(...chords)
const line = (text) => (app) => app.type(`${text}\n`)

/** Writes into the field of this name and leaves it. */
const field = (name, text) => async (app) => {
  if ((await focused(app)) !== name) await to(app, new RegExp(`^${name}`))
  await app.press('End')
  await app.type(text)
  await app.press('Tab')
}

/** Goes up so many lines from the text, and does something there. */
const above =
  (lines, ...chords) =>
  async (app) => {
    await toText(app)
    await app.press(...Array.from({ length: lines }, () => 'ArrowUp'), ...chords)
  }
const after = (first, then) => async (app) => {
  await first(app)
  await then(app)
}

async function split(app) {
  await above(1, 'Enter')(app)
  await app.find('.ln.edit .cm-content')
  await app.press(
    'Home',
    ...Array.from({ length: 'saw the graph,'.length }, () => 'ArrowRight'),
    'Alt+b',
  )
  await app.gone('.ln.edit')
}

/** Opens a line above for one part of it, types that, and files it. */
const anew = (lines, chord, text) => async (app) => {
  await above(lines, chord)(app)
  await app.find('.ln.edit .cm-content')
  await app.type(text)
  await app.press('Enter')
  await app.gone('.ln.edit')
}

async function link(app) {
  await above(1, 'Alt+Shift+f')(app)
  await app.type('pool\n')
  await app.waitFor(async () => (await whole(app, TITLE)).factors[0].entryIds.length > 0, 'a link')
  await app.press('Escape')
}

/** A phrase that is asked about by a key, once it is marked. */
const marked = (text, phrase, chord) => async (app) => {
  await app.type(`${text}\n`)
  await app.waitForText('[role="group"][aria-label^="Wording"]', phrase)
  await saved(app)
  await app.press(chord)
}

const prepare = [
  [
    'somebody',
    after(
      keys('Alt+n'),
      async (app) => (
        await app.waitFor(async () => (await focused(app)).startsWith('Name')),
        app.type('Ines Duarte')
      ),
    ),
  ],
  ['a role', after(keys('Tab'), (app) => app.type('Database'))],
  ['a part', keys('Tab', 'Space')],
  [
    'somebody else',
    after(
      keys('Alt+n'),
      async (app) => (
        await app.waitFor(async () => (await focused(app)).startsWith('Name')),
        app.type('Jo Marsh')
      ),
    ),
  ],
  ['the impact', field('Customers', 'a third of them')],
]

const thanks = [
  ['the start', keys('Control+Enter')],
  ['an entry', line('14:02 Ines: saw the graph, then paged')],
  ['shown in the Room', keys('Alt+r')],
  ['a factor', line('# one pool for all')],
  ['an idea', line('! be more careful')],
  ['a question', line('? what was on the graph')],
  ['what helped', line('+ Jo knew whom to ask')],
  ['a quotation', line('> it was late')],
  ['an open question', line('/open who owns the pool')],
  ['a hand', keys('Alt+l')],
  ['asked', keys('Alt+a')],
  [
    'who writes',
    after(
      async (app) => to(app, /^Notes/, 'Shift+Tab'),
      async (app) => (await app.type('Jo Marsh'), app.press('Escape')),
    ),
  ],
  ['who is away', after(async (app) => to(app, /^Jo Marsh$/, 'Shift+Tab'), keys('Space'))],
]

const rules = [
  ['the next stage', keys('Control+Shift+Enter')],
  ['the agreement', after((app) => to(app, 'The room agrees', 'Shift+Tab'), keys('Space'))],
]

/** Another length, in the column of stages. */
async function plan(app) {
  await to(app, /^Change/, 'Shift+Tab')
  await app.press('Enter')
  await to(app, /^Own length/)
  await app.press('Control+a')
  await app.type('75')
  await app.press('Tab')
  await to(app, /^Done/)
  await app.press('Enter')
}

const narratives = [
  ['the plan', plan],
  ['the narratives', after(toText, line('/stage 3'))],
  ['a turn that is passed', keys('Alt+Enter')],
  ['the word', line('/person Ines')],
  ['a line of a turn', line('14:06 saw the graph, then paged')],
  ['split', split],
  ['another time', anew(1, 'Alt+Shift+t', '14:09 ')],
  ['another person', anew(1, 'Alt+Shift+w', 'Jo ')],
  ['a link', link],
  ['another place', above(1, 'Shift+ArrowUp')],
  ['joined', above(1, 'Alt+Shift+j')],
  ['another text', anew(1, 'Enter', ' again')],
  ['deleted', above(1, 'Delete')],
  ['wording asked about', after(toText, marked('we should have seen it', 'should have', 'Alt+1'))],
  ['wording left', marked('somebody ought to have looked', 'ought to', 'Alt+x')],
]

const countermeasures = [
  ['the stage of ideas', after(toText, line('/stage 6'))],
  ['an idea that rests', keys('Alt+s')],
  ['the last stage', after(toText, line('/stage 7'))],
  ['a count', field('Present', '4')],
]

const factors = [['another kind', after((app) => to(app, /^Factor 1/), keys('Alt+ArrowRight'))]]
const timeline = [
  [
    'an entry on the timeline',
    after(keys('Control+Enter'), (app) => app.type('14:31 the rebuild was stopped\n')),
  ],
]
const report = [['what happened', field('What happened', 'Baskets were empty for half an hour.')]]

const screens = [
  [1, prepare],
  [2, [...thanks, ...rules, ...narratives, ...countermeasures]],
  [4, factors],
  [3, timeline],
  [5, report],
]

/** Does every act and returns what the library held before the first and after each. */
async function acts(app) {
  const held = [await state(app)]
  for (const [n, list] of screens) {
    await part(app, n)
    if (n === 2) {
      await app.field('Write a line')
      await toText(app)
    }
    for (const [name, act] of list) {
      await act(app)
      await app.waitFor(
        async () => (await state(app)) !== held.at(-1),
        `something to come of ${name}`,
      )
      held.push(await settled(app))
      if (n === 2 && !name.startsWith('the agreement')) await toText(app)
    }
  }
  return held
}

/** The state once it rests: an act may be several writes. */
async function settled(app) {
  let last = await state(app)
  for (;;) {
    await app.painted()
    const now = await state(app)
    if (now === last) return now
    last = now
  }
}

/** Presses a key until the library holds what it is to hold in the end; every state of the acts is come by. */
async function walk(app, key, held) {
  let at = 0
  let presses = 0
  for (let now = await state(app); ; now = await state(app)) {
    const found = held.indexOf(now, at)
    if (found >= 0) {
      assert.ok(found <= at + 1, `${key} came to act ${found} from ${at} at once`)
      at = found
    }
    if (at === held.length - 1) return presses
    assert.ok(
      ++presses <= 3 * held.length,
      `${key} stays at act ${at} of ${held.length - 1}: ${differs(now, held[at + 1])}`,
    )
    const before = now
    await app.press(key)
    // Some steps are beside the debrief, and change nothing of it; one may be several writes.
    await app.waitFor(async () => (await state(app)) !== before, key, 2_000).catch(() => {})
    await settled(app)
  }
}

function differs(a, b) {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return `…${a.slice(Math.max(0, i - 120), i + 80)}… where …${b.slice(i, i + 80)}… was`
}

journey(
  'forty acts are taken back and brought back',
  { library, width: 1440, height: 900, timeout: 400_000 },
  async (app) => {
    await saved(app)
    await app.press('Control+0', 'Control+n')
    await app.waitFor(async () => (await focused(app)) === 'Title', 'the title')
    await app.type(TITLE)
    await field('Started', '2026-11-03 14:00')(app)
    // What is typed is saved at once, and the time it is read as a moment later, in the same step.
    await app.waitFor(async () => (await whole(app, TITLE)).debrief.started.at, 'the time as it is read')
    await settled(app)
    const first = bundle('first')
    const held = await acts(app)
    assert.ok(held.length - 1 >= ACTS, `${held.length - 1} acts`)
    assert.equal(new Set(held).size, held.length, 'each act leaves something else')
    await app.press('Control+2')
    await toText(app)
    const last = bundle('last')
    await app.screenshot('walk-done')

    const back = await walk(app, 'Control+z', held.toReversed())
    await app.screenshot('walk-back')
    assert.equal(bundle('back'), first)
    const on = await walk(app, 'Control+Shift+z', held)
    assert.equal(bundle('again'), last)
    await app.waitForText(LINES, 'ought to have looked')
    console.log(
      `walk: ${held.length - 1} acts on ${screens.length} screens, taken back in ${back} steps and brought back in ${on}`,
    )
  },
)
