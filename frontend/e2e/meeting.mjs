// A whole meeting from a script in testdata, from the library to its end, by keys alone.
import assert from 'node:assert/strict'
import { focused, to } from './byhand.mjs'
import { saved } from './steps.mjs'

export const LINES = '[data-region][aria-label="Lines of the meeting"]'
export const HEAD = '[data-region][aria-label="The question to ask now"]'
export const SIDE = '[data-region][aria-label="Aids for the facilitator"]'
const FIELD = 'Write a line'
const CARD = '[role="group"][aria-label^="Wording"]'

/** The debrief of this title as the library holds it. */
export async function whole(app, title) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const row = rows.find((row) => row.title === title)
  assert.ok(row, `no debrief is called ${title}: ${rows.map((row) => row.title).join(', ')}`)
  return (await app.call('Debriefs', 'Load', row.id)).whole
}

/** To the field where lines are written, from wherever one is. */
export async function toText(app) {
  for (let n = 0; (await focused(app)) !== FIELD; n++) {
    if (n > 20) throw new Error(`no way by keys to the line being written, from ${await focused(app)}`)
    // A region is entered where it was left: on a line above the field, or on what stands after it.
    await app.press((await within(app, `${LINES} [data-row]`)) ? 'Escape' : (await within(app, LINES)) ? 'Shift+Tab' : 'F6')
  }
  await app.press('Control+End')
}

const within = (app, css) => app.execute((css) => Boolean(document.activeElement.closest(css)), css)

/** A debrief with its event and its people, and the meeting in front of one. */
export async function prepare(app, script) {
  await app.press('Control+n')
  await app.field('Title')
  if ((await focused(app)) !== 'Title') await to(app, /^Title$/)
  await app.type(script.title)
  for (const [label, time] of [['Started', script.started], ['Resolved', script.resolved]]) {
    await to(app, new RegExp(`^${label}`))
    await app.press('Control+a')
    await app.type(time)
  }
  for (const person of script.people) await addPerson(app, person)
  await saved(app, 20_000)
  await app.press('Control+2')
  await app.field('Write a line')
  await toText(app)
}

const PARTS = ['decided', 'identified', 'responded', 'diagnosed', 'affected', 'interested']

async function addPerson(app, { name, role, parts, newcomer }) {
  await app.press('Alt+n')
  await app.waitFor(async () => (await focused(app)).startsWith('Name'), 'the row of somebody new')
  await app.type(name)
  await app.press('Tab')
  await app.type(role)
  await app.press('Tab')
  for (const part of PARTS) {
    if (parts.includes(part)) await app.press('Space')
    if (part !== PARTS.at(-1)) await app.press('ArrowRight')
  }
  if (!newcomer) return
  await to(app, `Details of ${name}`)
  await app.press('Enter')
  await to(app, 'New to this')
  await app.press('Space')
}

/** Words by which a line of the script is known again: whole for those the Room is shown. */
export const gist = ({ says, is }) => is ?? says.split(' ').slice(-4).join(' ')

/** One line of the script: written, and what it asks for done. */
export async function line(app, script, one, seen) {
  const { says, room, asks, flag } = one
  const is = gist(one)
  const before = asks || flag ? (await whole(app, script.title)).questions.length : 0
  await app.type(`${says}\n`)
  await app.waitForText(LINES, is)
  if (room) {
    await app.press('Alt+r')
    await seen(is)
  }
  if (asks) {
    await app.waitFor(async () => (await app.count(`${SIDE} li.offer`)) > 0, `an offer about "${is}"`)
    await app.press('Alt+4')
  }
  if (flag) {
    await app.waitForText(CARD, flag)
    await app.press('F8', '1')
  }
  if (asks || flag) {
    await app.waitFor(async () => (await whole(app, script.title)).questions.length === before + 1, `a question about "${is}"`)
    await toText(app)
  }
}

/** Who is here, and who writes. */
export async function attendance(app, script) {
  await to(app, new RegExp(`^${script.absent}$`), 'Shift+Tab')
  await app.press('Space')
  await to(app, /^Notes/)
  await app.type(script.notes)
  await app.press('Escape')
  await toText(app)
  await app.waitFor(async () => (await whole(app, script.title)).debrief.noteTaker === script.notes, 'who writes')
}

export async function agree(app, script) {
  await to(app, 'The room agrees', 'Shift+Tab')
  await app.press('Space')
  await toText(app)
  await app.waitFor(async () => (await whole(app, script.title)).meeting.agreed, 'the agreement')
}

/** Whose turn it is, by name; empty once everybody was heard. */
export async function speaker(app, script) {
  await saved(app)
  const { participants, debrief } = await whole(app, script.title)
  const { turns } = await app.call('Debriefs', 'Load', debrief.id)
  return participants.find((p) => p.id === turns.speakerId)?.name ?? ''
}

/** Moves somebody one place up in the order. */
export async function askEarlier(app, script) {
  await to(app, new RegExp(`^${script.earlier}`))
  await app.press('Alt+ArrowUp')
  await toText(app)
}

/** Links factors to the entries they come from, on their screen. */
export async function link(app, script) {
  await app.press('Control+4')
  await app.waitForText('main', Object.keys(script.links)[0])
  const { factors } = await whole(app, script.title)
  for (const [factor, words] of Object.entries(script.links)) {
    const n = factors.findIndex((f) => f.text.startsWith(factor))
    await to(app, new RegExp(`^Entries of factor ${n + 1}:`), 'Tab', 200)
    for (const word of words) {
      await app.press('Enter')
      await app.waitFor(async () => (await app.count('[role=combobox][aria-expanded=true]')) > 0, 'the list of entries')
      await app.type(word)
      await app.press('Enter', 'Escape')
    }
  }
  await app.waitFor(async () => {
    const { factors } = await whole(app, script.title)
    return Object.keys(script.links).every((text) => factors.some((f) => f.text.startsWith(text) && f.entryIds.length > 0))
  }, 'factors that rest on entries')
}

/** The ideas, one after the other as they come up. */
export async function decide(app, script) {
  for (const idea of script.ideas) {
    await app.waitForText('.idea .text', idea.text)
    if (idea.answer) {
      await app.press('Alt+g')
      await app.type(`${idea.answer}\n`)
      await app.waitForText('.idea .text', idea.answer)
    }
    if (idea.commit) {
      await app.press('Alt+c')
      await app.waitFor(async () => (await app.count('.idea [data-field=owner]')) > 0, 'the fields')
      for (const text of idea.commit) await app.type(`${text}\n`)
    } else if (idea.soak) await app.press('Alt+s')
    else {
      await app.press('Alt+n')
      await app.waitFor(async () => (await app.count('.idea [data-field=reason]')) > 0, 'the reason')
      await app.type(`${idea.not}\n`)
    }
    const left = idea.answer ?? idea.text
    await app.waitFor(async () => !(await app.texts('.idea .text')).join().includes(left), `"${left}" to be decided`)
  }
  await toText(app)
}

/** The counts by show of hands. */
export async function count(app, script) {
  await to(app, /^Present/, 'Shift+Tab')
  for (const n of script.counts) {
    await app.type(String(n))
    await app.press('Tab')
  }
  await toText(app)
}
