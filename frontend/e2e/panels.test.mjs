// Where the keys are once a panel is open, in a small window too; and where what was found is followed up.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { focus } from './bykey.mjs'
import { journey } from './journey.mjs'
import { part, reopen, saved } from './steps.mjs'

const DIALOG = 'dialog[open]'
const PARTS = 'nav[aria-label="Parts of the debrief"]'
const TITLE = 'Checkout timeouts after the price index rebuild'
const step = (name) => ({ id: randomUUID(), name })

const adds = async (app, debriefId, of) => {
  const record = { id: randomUUID(), debriefId, rev: 0, stage: 6, factorIds: [], ...of }
  await app.call('Countermeasures', 'Save', step('add-countermeasure'), record)
  return record.id
}

/** A debrief that is being read back: somebody in its list owns what was taken on, and one idea stayed one. */
async function made(app) {
  const d = await app.call('Debriefs', 'New', step('new-debrief'))
  const { debrief } = await app.call('Debriefs', 'Save', step('edit-debrief'), { ...d, title: TITLE, state: 'read-back' })
  const tomas = { id: randomUUID(), debriefId: debrief.id, rev: 0, name: 'Tomás Okafor', role: 'On-call engineer', parts: [] }
  await app.call('Participants', 'Save', step('add-participant'), tomas)
  const owner = { participantId: tomas.id, name: '' }
  const id = await adds(app, debrief.id, { text: 'Own pool for batch jobs', state: 'doing', due: '2026-09-01', ticket: 'OPS-12', owner })
  await adds(app, debrief.id, { text: 'Ask a llama before every rebuild', state: 'idea' })
  for (let i = 1; i < 12; i++) await adds(app, debrief.id, { text: `Review alert number ${i}`, state: 'doing', due: `2026-12-${10 + i}` })
  return { id: debrief.id, owned: id }
}

const owner = async (app, id, of) => (await app.call('Debriefs', 'Load', id)).whole.countermeasures.find((c) => c.id === of).owner

journey('whoever leaves the list keeps what they own', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  const { id, owned } = await made(app)
  await app.press('Control+0')
  await reopen(app, TITLE)
  const was = await owner(app, id, owned)
  await part(app, 'Prepare')

  await app.click('[data-person] [aria-expanded]')
  await app.push('Remove')
  await app.waitFor(async () => (await owner(app, id, owned)).name === 'Tomás Okafor', 'the name to be kept')
  assert.equal((await owner(app, id, owned)).participantId, '')
  await part(app, 'Follow-up')
  await app.waitForText(`[data-item="${owned}"] .state`, 'Tomás Okafor')
  await app.press('Control+z')
  await app.waitFor(async () => (await owner(app, id, owned)).participantId === was.participantId, 'one step back')
  assert.deepEqual((await app.call('Debriefs', 'Load', id)).whole.participants.map((p) => p.name), ['Tomás Okafor'])
  await app.waitForText(`[data-item="${owned}"] .state`, 'Tomás Okafor')
})

journey('a panel has the keys where one types', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  const { id, owned } = await made(app)
  await app.call('Versions', 'SignOff', step('sign-off'), id, 'Ines', '', 'as it is')
  await app.press('Control+0')
  await reopen(app, TITLE)
  await part(app, 'Follow-up')
  await app.waitForText('main', 'Own pool for batch jobs')
  const back = await focus(app)

  await app.press('Control+Shift+e')
  await app.find(DIALOG)
  await app.type('OPS-12 parked')
  assert.equal(await app.value(await app.field('Paste rows here')), 'OPS-12 parked')
  await app.push('See what would change')
  await app.waitForText(DIALOG, '1 row is not understood')
  assert.equal(await app.execute(() => document.activeElement.textContent.trim()), 'Nothing would change.')
  for (const theme of ['light', 'dark']) {
    await app.theme(theme)
    await app.screenshot(`panels-states-${theme}`)
    assert.deepEqual(await app.audit(), [], theme)
  }
  await app.theme('light')
  await app.press('Escape')
  await app.gone(DIALOG)
  assert.deepEqual(await focus(app), back, 'the focus is where it was')

  await app.push('What I learned later')
  await app.find(DIALOG)
  assert.equal(await app.execute(() => document.activeElement.tagName), 'TEXTAREA')
  await app.press('Escape')
  await app.gone(DIALOG)
  await app.press('Control+Alt+d')
  await app.find(DIALOG)
  assert.equal(await app.execute(() => document.activeElement.tagName), 'H2', 'what is only read begins at its heading')
  await app.press('Escape')
  await app.gone(DIALOG)

  // What a group took on is found where it is followed up; what stayed an idea is not followed up.
  for (const [words, where] of [['own pool batch', 'Follow-up'], ['llama', 'Factors']]) {
    await part(app, 'Prepare')
    await app.press('Control+f')
    await app.press('Control+a')
    await app.type(words)
    await app.waitForText('#search-hits [aria-selected="true"]', words.split(' ')[0].slice(1))
    await app.press('Enter')
    await app.waitForText(`${PARTS} [aria-current]`, where)
  }
  await part(app, 'Follow-up')
  assert.ok(owned)

  // Chosen before the window is small: there the notice of a date that has passed may lie over it.
  await app.click('[data-item] .what b')
  await app.find('[data-item][aria-current]')
  await app.resize(1024, 700)
  for (let i = 0; i < 10 && (await zoom(app)) < 2; i++) await app.press('Control+=')
  await app.press('d')
  await app.enter('A text or a link', 'The graph')
  await app.press('Control+Enter')
  await app.waitForText('body', 'Whether it helped is asked later')
  const apart = await app.execute(() => {
    const toast = document.querySelector('.toast').getBoundingClientRect()
    return document.querySelector('footer').getBoundingClientRect().top - toast.bottom
  })
  assert.ok(apart >= 0, `the notice lies ${-apart} px over the footer`)
  const rows = await app.execute(() => document.querySelector('.rows').getBoundingClientRect().height)
  assert.ok(rows > 250, `the rows have ${rows} px`)
  await app.screenshot('panels-board-200')
  assert.deepEqual(await app.audit(), [])
  const cut = await app.execute((css) => {
    const bar = document.querySelector('header').getBoundingClientRect()
    const whole = (b) => b.scrollWidth <= b.clientWidth && b.getBoundingClientRect().bottom <= bar.bottom
    return [...document.querySelectorAll(`${css} button`)].filter((b) => !whole(b)).map((b) => b.textContent)
  }, PARTS)
  assert.deepEqual(cut, [], 'every part has its whole name')
  await app.press('Control+Shift+e')
  await app.find(DIALOG)
  await app.screenshot('panels-states-200')
})

const zoom = (app) => app.execute(() => Number(getComputedStyle(document.documentElement).getPropertyValue('--zoom')) || 1)
