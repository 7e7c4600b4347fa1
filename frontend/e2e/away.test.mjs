// The meeting goes on wherever one is: a band on every other screen, its keys, and its clock.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { cutOff } from './byhand.mjs'
import { begin, capture, part, reopen, saved } from './steps.mjs'

const TITLE = 'Checkout timeouts'
const BAND = 'section[aria-label="The meeting goes on"]'
const size = { width: 1440, height: 900 }

const listed = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows.find((row) => row.title === TITLE)
const whole = async (app) => (await app.call('Debriefs', 'Load', (await listed(app)).id)).whole

let steps = 0
const step = (name) => ({ id: `away-${process.pid}-${++steps}`, name })

/** A meeting that runs, in its stage of narratives, with an idea kept. */
async function running(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await saved(app)
  const debriefId = (await listed(app)).id
  for (const [i, name] of ['Priya Nair', 'Jo Marsh', 'Ines Duarte'].entries()) {
    await app.call('Participants', 'Save', step('add-participant'), {
      ...{ id: `person-${i}`, debriefId, rev: 0, position: i + 1, name },
      ...{ role: '', team: '', zone: '', alias: '', parts: [] },
      ...{ newcomer: false, early: false, absent: false },
    })
  }
  await app.click(await app.button('Library'))
  await reopen(app, TITLE)
  await capture(app)
  await app.press('Control+Enter')
  await app.waitFor(async () => (await whole(app)).meeting.startedAt !== '', 'the meeting to start')
  await app.type('/stage narratives\n')
  await app.waitFor(async () => (await app.call('Debriefs', 'Load', debriefId)).turns.speakerId !== '', 'a first speaker')
  await app.type('! a budget for retries\n')
  await app.waitForText('.ideas .num', '1')
}

const shown = (app, css) => app.execute((one) => document.querySelector(one).innerText, css)
const ask = (app) => shown(app, `${BAND} .ask`)

journey('the meeting goes on while other screens are in view', size, async (app) => {
  await running(app)
  assert.equal(await app.count(BAND), 0)
  for (const name of ['Timeline', 'Factors', 'Prepare', 'Report']) {
    await part(app, name)
    await app.waitForText(BAND, 'Narratives')
    const told = await shown(app, BAND)
    assert.match(told, /about 20 minutes left/)
    assert.match(told, /Priya has the word/)
    assert.deepEqual(await app.audit(BAND), [])
  }
  assert.match(await ask(app), /Priya/)
  await part(app, 'Timeline')

  // What is typed on this screen has its caret again after a look at the ideas.
  await app.press('Control+Enter')
  await app.waitFor(() => app.execute(() => document.activeElement.matches('input, textarea')), 'a field of a new entry')
  const held = () => app.execute(() => document.activeElement.dataset.field ?? document.activeElement.id)
  const before = await held()
  await app.press('Alt+i')
  await app.waitForText('dialog[open]', 'a budget for retries')
  await app.press('Alt+i')
  await app.gone('dialog[open]')
  assert.equal(await held(), before)

  const first = await ask(app)
  await app.press('Control+Alt+Enter')
  await app.waitForText(BAND, 'Jo has the word')
  assert.notEqual(await ask(app), first)
  await app.press('Alt+l')
  await app.waitFor(async () => (await whole(app)).meeting.hands[2] === 1, 'a hand to be counted')
  await app.press('Control+Shift+Enter')
  await app.waitForText(BAND, 'Timeline')
  await app.press('Alt+Shift+P')
  await app.waitForText(BAND, 'paused')
  await app.press('Alt+Shift+P')
  await app.waitForText(BAND, 'minutes left')
  await app.press('Control+2')
  await app.gone(BAND)
  await app.find('.rail ol li:nth-child(4) [aria-current=step]')
})

journey('its clock goes on in the library, and the way back is one key', size, async (app) => {
  await running(app)
  const seen = async () => Date.parse((await whole(app)).meeting.seenAt)
  const left = await seen()
  await app.press('Control+0')
  await app.waitForText(BAND, TITLE)
  await app.waitFor(async () => (await seen()) > left, 'the clock to be kept in the library', 15_000)
  await app.screenshot('away-library')
  assert.deepEqual(await app.audit(), [])
  await app.press('Control+b')
  await app.waitForText('h1', 'Backups')
  await app.waitForText(BAND, 'Priya has the word')
  await app.screenshot('away-backups')

  // Renamed and looked at beside another debrief, it is the same meeting still.
  await app.press('Control+0')
  await app.press('Control+n')
  await app.enter('Title', 'Another one')
  await app.waitForText(BAND, TITLE)
  await app.press('Control+0')
  await app.button('Another one')
  await app.press('Control+2')
  await app.gone(BAND)
  await app.find('.rail ol li:nth-child(3) [aria-current=step]')
  await app.type('we looked at the dashboard\n')
  await app.waitForText('[data-row]', 'we looked at the dashboard')
  await saved(app)
  assert.doesNotMatch(await app.text('main'), /silent for a while/)
})

journey('a meeting that is deleted from the library goes, and comes back with Undo', size, async (app) => {
  await running(app)
  await app.press('Control+0')
  await app.waitForText(BAND, TITLE)
  await app.click(await app.button(TITLE))
  await app.find('nav[aria-label="Parts of the debrief"]')
  await app.press('Control+0')
  await app.waitForText(BAND, TITLE)
  await app.press('Delete')
  await app.gone(BAND)
  await app.press('Control+z')
  await app.push(TITLE)
  await part(app, 'Timeline')
  await app.waitForText(BAND, 'Narratives')
  await saved(app)
})

for (const theme of ['light', 'dark']) {
  journey(`the band has room everywhere, ${theme}`, size, async (app) => {
    await running(app)
    for (const [width, height, larger] of [[1440, 900, 0], [1024, 700, 0], [1024, 700, 1]]) {
      await app.resize(width, height)
      if (larger) for (let i = 0; i < 12; i++) await app.press('Control++')
      await app.theme(theme)
      for (const name of ['Timeline', 'Report']) {
        await part(app, name)
        await app.waitForText(BAND, 'Back to the meeting')
        await app.screenshot(`away-${name.toLowerCase()}-${width}${larger ? '-200' : ''}-${theme}`)
        assert.deepEqual((await cutOff(app)).filter((one) => one.includes('away')), [])
        const over = await app.execute((css) => {
          const box = document.querySelector(css)
          return box.scrollWidth - box.clientWidth + Math.max(0, box.scrollHeight - box.clientHeight)
        }, BAND)
        assert.equal(over, 0, `${name} at ${width}`)
      }
      assert.deepEqual(await app.audit(BAND), [])
    }
  })
}

journey('a speaker is dragged to another place in the order', size, async (app) => {
  await running(app)
  const turns = () => app.execute(() => [...document.querySelectorAll('[data-turn] b')].map((b) => b.innerText))
  const order = async () => (await app.call('Debriefs', 'Load', (await listed(app)).id)).turns.orderIds
  await app.waitFor(async () => (await turns()).length === 3, 'three people in the order')
  const before = await turns()

  /** Where something is on the screen: a row's middle, or its lower edge. */
  const at = (name, part) =>
    app.execute(
      (text, css) => {
        const row = [...document.querySelectorAll('[data-turn]')].find((one) => one.innerText.includes(text))
        const box = (css ? row.querySelector(css) : row).getBoundingClientRect()
        return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), low: Math.round(box.bottom) }
      },
      name,
      part ?? '',
    )
  // Real moves of the pointer: the grip comes with pointing at the row.
  const row = await at(before[0])
  await app.display.xdo('mousemove', row.x, row.y)
  await app.waitFor(async () => (await at(before[0], '.grip')).x > 0, 'the grip to be there')
  const grip = await at(before[0], '.grip')
  const goal = await at(before[2])
  await app.display.xdo('mousemove', grip.x, grip.y)
  await app.display.xdo('mousedown', 1)
  for (let y = grip.y; y < goal.low - 2; y += 6) await app.display.xdo('mousemove', grip.x, y)
  await app.display.xdo('mousemove', grip.x, goal.low - 2)
  await app.find('.dragging')
  await app.screenshot('away-drag')
  await app.display.xdo('mouseup', 1)
  await app.waitFor(async () => (await order()).length === 3, 'the new order to be kept')
  const after = await turns()
  assert.deepEqual(after, [before[1], before[2], before[0]])
  await app.press('Control+z')
  await app.waitFor(async () => (await turns()).join() === before.join(), 'the order before')
})
