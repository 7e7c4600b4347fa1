// The course of a meeting: its clock and plan, whose turn it is, hands, the words to say, ideas, and coming back.
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'
import { begin, capture, draft, reopen, saved } from './steps.mjs'

const TITLE = 'Checkout timeouts'
const five = ['Priya Nair', 'Jo Marsh', 'Ines Duarte', 'Tomás Vega', 'Sam Ode']
const ten = [...five, 'Ada Berg', 'Lu Chen', 'Omar Said', 'Vera Holm', 'Noor Aziz']
const size = { width: 1440, height: 900 }

const idOf = async (app) =>
  (await app.call('Debriefs', 'List', 0, 0)).rows.find((row) => row.title === TITLE).id

const whole = async (app) => (await app.call('Debriefs', 'Load', await idOf(app))).whole

let steps = 0
const step = (name) => ({ id: `test-${process.pid}-${++steps}`, name })

/** A debrief with people, open at its meeting. */
async function prepared(app, names = five) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await saved(app)
  const debriefId = await idOf(app)
  for (const [i, name] of names.entries()) {
    await app.call('Participants', 'Save', step('add-participant'), {
      ...{ id: `person-${i}`, debriefId, rev: 0, position: i + 1, name },
      ...{ role: '', team: '', zone: '', alias: '', parts: [] },
      ...{ newcomer: false, early: false, absent: false },
    })
  }
  await app.click(await app.button('Library'))
  await reopen(app, TITLE)
  await capture(app)
}

/** Starts the meeting and goes to a stage. */
async function at(app, stage) {
  await app.press('Control+Enter')
  await app.waitFor(async () => (await whole(app)).meeting.startedAt !== '', 'the meeting to start')
  if (stage > 1) await app.type(`/stage ${stage}\n`)
  await app.waitFor(
    () =>
      app.execute(
        (n) => Boolean(document.querySelector(`.rail ol li:nth-child(${n}) [aria-current=step]`)),
        stage,
      ),
    `stage ${stage}`,
  )
}

/** Lets minutes pass for the window's two clocks, a minute with every beat of its own. */
async function pass(app, minutes) {
  await app.execute(() => {
    if (window.__ahead) return
    window.__ahead = { ms: 0 }
    const [wall, steady] = [Date.now, performance.now.bind(performance)]
    Date.now = () => wall() + window.__ahead.ms
    performance.now = () => steady() + window.__ahead.ms
  })
  for (let i = 0; i < minutes; i++) {
    const before = await app.text('[role=timer]')
    await app.execute(() => void (window.__ahead.ms += 60_000))
    await app.waitFor(async () => {
      const [a, b] = [before, await app.text('[role=timer]')].map(seconds)
      return b - a >= 60
    }, 'the clock to see a minute pass')
  }
}

const seconds = (clock) => clock.split(':').reduce((sum, n) => sum * 60 + Number(n), 0)
const turns = (app) => app.texts('[data-turn] b')
const plan = async (app) => (await whole(app)).meeting.planMinutes

/** Every picture one looks at: light and dark, a small window, large type. */
async function pictures(app, name) {
  await app.screenshot(name)
  await app.theme('dark')
  await app.screenshot(`${name}-dark`)
  assert.deepEqual(await app.audit(), [], `${name} in the dark`)
  await app.theme('light')
  assert.deepEqual(await app.audit(), [], name)
  await app.resize(1024, 700)
  await app.screenshot(`${name}-1024`)
  await app.resize(1440, 900)
  await app.press(...Array(5).fill('Control++'))
  await app.screenshot(`${name}-200`)
  await app.press(...Array(5).fill('Control+-'))
}

journey('turns are ordered, passed and timed by keys', size, async (app) => {
  await prepared(app)
  await at(app, 3)
  await app.waitForText('[data-turn]', 'Priya Nair, speaking')

  // The order, from the row that has the focus.
  await app.execute(() => document.querySelector('[data-turn]:nth-child(5) button').focus())
  await app.press('Alt+ArrowUp')
  await app.press('Alt+ArrowUp')
  await app.waitFor(async () => (await turns(app))[2] === 'Sam Ode', 'Sam is the third')
  assert.match(await app.execute(() => document.activeElement.textContent), /Sam Ode/)
  await app.press('Control+z')
  await app.waitFor(async () => (await turns(app))[3] === 'Sam Ode', 'one step taken back')

  await app.type('we saw three chats within a minute\n')
  await app.press('Alt+Enter')
  await app.waitForText('[data-turn]:nth-child(2)', 'Jo Marsh, speaking')
  await app.waitForText('[data-turn]:nth-child(1)', 'passed')
  await app.press('Alt+l', 'Alt+l', 'Alt+l', 'Alt+Shift+l')
  await app.waitForText('.hands', /2/)
  await pass(app, 4)
  await app.press('Control+Enter')
  await app.waitForText('[data-turn]:nth-child(2)', /✓\s*4:\d\d/)

  // Whoever has had the word least is named, and comes after whoever is next.
  await pass(app, 2)
  await app.waitForText('.rail', 'Quietest so far: Tomás. Invite Tomás after Sam?')
  await app.press('Alt+v')
  await app.waitFor(async () => !(await app.text('.rail')).includes('Quietest'), 'it is settled')

  // The facilitator's own share, in words and only because it was said when.
  await app.press('Alt+y')
  await app.waitForText('.rail', 'You are talking')
  await pass(app, 2)
  await app.press('Alt+y')
  await app.waitForText('.rail', 'You: about a quarter of the talk so far')
  await pictures(app, 'course-turns')

  // Everybody was heard: who passed is asked once more.
  for (const name of ['Sam Ode', 'Tomás Vega']) {
    await app.press('Control+Enter')
    await app.waitForText('.rail', `${name}, speaking`)
  }
  await app.waitForText('.rail', 'Ask Priya once more')
  await app.press('Control+Enter')
  await app.waitForText('.rail', 'Priya passed before.')
  await app.press('Alt+Enter')
  await app.waitForText('.rail', 'Next stage')
  const { meeting } = await whole(app)
  const view = await app.call('Debriefs', 'Load', await idOf(app))
  assert.deepEqual(view.turns.passedIds, ['person-0', 'person-0'])
  assert.equal(meeting.hands[2], 2)
})

const home = mkdtempSync(join(tmpdir(), 'course-home-'))
after(() => rm(home, { recursive: true, force: true }))

/** Everything the application writes goes below one folder. */
const kept = {
  ...size,
  library: join(home, 'library.db'),
  env: Object.fromEntries(
    ['DATA', 'CONFIG', 'CACHE', 'STATE'].map((what) => [`XDG_${what}_HOME`, join(home, what)]),
  ),
}

journey('speaking times are nowhere but on the screen', kept, async (app) => {
  await prepared(app)
  await at(app, 3)
  // Three turns of lengths nothing else has.
  for (const minutes of [3, 5, 4]) {
    await pass(app, minutes)
    await app.type('a line of this turn\n')
    await app.press('Control+Enter')
  }
  const times = await app.texts('[data-turn] .num')
  assert.ok(times.filter((text) => /\d:\d\d/.test(text)).length >= 3, String(times))
  await app.press('Alt+y')
  await pass(app, 3)
  await app.press('Alt+y')
  await saved(app)

  const view = await app.call('Debriefs', 'Load', await idOf(app))
  assert.deepEqual(Object.keys(view.whole.meeting).sort(), [
    ...['again', 'agreed', 'agreedAt', 'debriefId', 'elapsedSeconds', 'endedAt', 'hands'],
    ...['id', 'learned', 'lengthSettled', 'planMinutes'],
    ...['present', 'rev', 'room', 'runningSince', 'seenAt', 'stage', 'startedAt'],
  ])
  // Of no turn does the log say when it was.
  const { steps: log } = await app.call('Changes', 'List', 0, 200, '')
  assert.deepEqual([...new Set(log.filter((s) => s.name === 'speaker').map((s) => s.at))], [''])
  assert.ok((await named()).length > 0, 'no turns are found where there are some')
  assert.deepEqual(Object.values(view.drafts).filter(Boolean), [])
  const settings = JSON.stringify(await app.call('Settings', 'Load'))
  const spoken = [...new Set(times.flatMap((text) => text.match(/\d+:\d\d/g) ?? []))]
  const found = []
  for (const file of await everything(home)) {
    for (const time of spoken) {
      if (file.text.includes(`"${time}"`) || file.text.includes(` ${time} `))
        found.push(`${time} in ${file.path}`)
      const near = new RegExp(
        `person-\\d"[^{}]{0,60}\\b${seconds(time)}\\b|\\b${seconds(time)}\\b[^{}]{0,20}"person-\\d`,
      )
      if (near.test(file.text)) found.push(`${seconds(time)} beside a person in ${file.path}`)
    }
    // By person: a number beside somebody's id.
    const beside = file.text.match(/"person-\d"\s*:\s*\d/g) ?? []
    found.push(...beside.map((text) => `${text} in ${file.path}`))
  }
  assert.deepEqual(found, [])
  assert.doesNotMatch(settings, /person-\d"\s*:\s*\d{2,}|speaking/)
  assert.doesNotMatch(app.log(), /person-\d|\d:\d\d\b.*(Priya|Jo|Ines)/)

  // The meeting ends: nothing is left on the screen either.
  await app.press('Control+Shift+e')
  await app.waitForText('body', 'The meeting has ended')
  assert.deepEqual(
    (await app.texts('[data-turn] .num')).filter((text) => /\d:\d\d/.test(text)),
    [],
  )
  // Nor in any byte of what was written: who spoke, who was heard, who passed, in which order.
  await saved(app)
  assert.deepEqual(await named(), [])
  assert.ok(!(await app.call('Changes', 'List', 0, 200, '')).steps.some((s) => s.name === 'speaker'))
  // Taken back, the meeting goes on with whoever had the word; ended again, nothing is left again.
  const speaking = 'Tomás Vega, speaking'
  await app.press('Control+z')
  await app.waitForText('.rail', speaking)
  await app.waitFor(async () => (await named()).length > 0, 'the turns to be kept again')
  await app.press('Control+Shift+z')
  await app.waitFor(async () => (await named()).length === 0, 'the turns to be forgotten again')
  await app.screenshot('course-forgotten')
  await app.press('Control+Enter')
  await app.waitForText('.rail', speaking)
  await app.press('Control+Shift+e')
  await app.waitFor(async () => (await named()).length === 0, 'the turns to be forgotten at last')
})

/** Fields of turns with somebody in them, in every byte below the folder. */
async function named() {
  const any = /(speakerId|heardIds|passedIds|orderIds)":\[?"[^"]+/g
  return (await everything(home)).flatMap((file) => file.text.match(any) ?? [])
}

/** Every file below a folder, as text of one byte a sign. */
async function everything(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name)
      return { path, text: await readFile(path, 'latin1') }
    }),
  )
}

journey('the plan gives way by one key', size, async (app) => {
  await prepared(app, ten)
  // More people than an hour can hear: asked once, and not again after a no.
  await app.waitForText('.rail', '10 people: 90 minutes leave room for everyone.')
  await app.screenshot('course-tight')
  await app.click(await app.button('Keep 60'))
  await app.waitFor(async () => !(await app.text('.rail')).includes('90 minutes'), 'it to go')
  await saved(app)
  await app.press('Control+1', 'Control+2')
  assert.doesNotMatch(await app.text('.rail'), /90 minutes/)
  await app.press('Control+z')
  await app.waitForText('.rail', '90 minutes leave room')
  await app.press('Alt+9')
  await app.waitFor(async () => (await plan(app))[2] === 30, 'the plan of 90')

  // An own length, and for new debriefs too.
  await app.click(await app.button('Change'))
  await app.enter('Own length in minutes', '45')
  await app.press('Tab')
  await app.waitFor(
    async () => (await plan(app)).reduce((a, b) => a + b, 0) === 45,
    'the plan of 45',
  )
  await app.click(await app.button('Use for new debriefs'))
  await app.waitForText('.plan', 'New debriefs begin with this plan')
  await app.screenshot('course-plan')
  await app.click(await app.button('Done'))
  await saved(app)
  const own = await plan(app)

  // Over its time, a stage takes minutes from a later one by one key; undo gives them back.
  await at(app, 1)
  await pass(app, own[0] + 1)
  await app.waitForText('.rail', /over by 1|over by 2/)
  await app.screenshot('course-over')
  await app.press('Alt+m')
  await app.waitFor(async () => (await plan(app))[0] > own[0], 'minutes to move')
  assert.equal(
    (await plan(app)).reduce((a, b) => a + b, 0),
    45,
  )
  assert.doesNotMatch(await app.text('.rail'), /over by/)
  await app.press('Control+z')
  await app.waitFor(async () => String(await plan(app)) === String(own), 'them to come back')

  await app.click(await app.button('Library'))
  await begin(app, 'Another')
  await saved(app)
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === 'Another')
  const next = await app.call('Debriefs', 'Load', id)
  assert.deepEqual(next.whole.meeting.planMinutes, own)
})

journey('thanks and rules are said in words of one’s own', size, async (app) => {
  await prepared(app)
  await at(app, 1)
  await app.enter('Notes:', 'Sam Ode')
  await app.click('fieldset label:nth-of-type(2) input')
  await app.waitForText('fieldset', 'Who is here: 4 of 5')
  // Everybody by one key, then by name; Escape goes back to the line.
  await app.press('Alt+f')
  await app.waitForText('fieldset', 'Who is here: 5 of 5')
  await app.press('Tab', 'Space')
  await app.waitForText('fieldset', 'Who is here: 4 of 5')
  await app.press('Escape')
  assert.ok(await app.execute(() => Boolean(document.activeElement.closest('.cm-editor'))))
  await app.click(await app.button('Say it in our words'))
  await app.click('.edit label:nth-of-type(2)')
  await app.waitFor(
    async () => (await app.value('.edit textarea')).includes('coming to this learning review'),
    'the name in the words',
  )
  await app.fill('.edit textarea', 'Thank you all.\n\nNobody is on trial.')
  await app.screenshot('course-words')
  await app.click(await app.button('Done'))
  await app.waitForText('.words', 'Nobody is on trial.')
  await pictures(app, 'course-thanks')
  await app.press('Control+Shift+Enter')
  await app.waitForText('body', 'The room agrees to the ground rules')
  // Nobody goes on silently without it.
  await app.press('Control+Enter')
  await app.waitForText('.who', 'Go on without noting agreement?')
  await app.press('Alt+j')
  await app.waitForText('.who', /ground rules, \d\d:\d\d/)
  assert.doesNotMatch(await app.text('.who'), /Go on without/)
  await app.click(await app.field('Write a line'))
  await app.type('? who reads this afterwards\n')
  await app.waitForText('.who', '1 question about the rules is kept.')
  await pictures(app, 'course-rules')
  await saved(app)
  const { meeting, participants, debrief } = await whole(app)
  assert.ok(meeting.agreed && meeting.agreedAt)
  assert.equal(participants[1].absent, true)
  assert.equal(debrief.noteTaker, 'Sam Ode')

  // Another debrief says the same, and shipped words come back by one button.
  await app.press('Control+Shift+Backspace')
  await app.click(await app.button('Say it in our words'))
  await app.click(await app.button('Restore the words as shipped'))
  await app.waitForText('.words', 'Our system surprised us')
  await app.click(await app.button('Library'))
  await app.waitForText('body', 'New learning review')
  await app.screenshot('course-library')
})

journey('ideas come up one at a time', size, async (app) => {
  await prepared(app)
  await at(app, 3)
  for (const idea of ['own pool for batch jobs', 'be more careful', 'pool graph in the runbook'])
    await app.type(`! ${idea}\n`)
  await app.waitForText('.ideas', /3/)
  // A look at them, and back to the line.
  await app.type('half a line')
  await app.press('Alt+i')
  await app.waitForText('dialog', 'pool graph in the runbook')
  await app.screenshot('course-peek')
  await app.press('Alt+i')
  await app.gone('dialog')
  await app.type(' goes on')
  assert.equal(await draft(app), 'half a line goes on')
  await app.press('Enter')
  await app.type('/stage 6\n')
  await app.waitForText('.idea', 'own pool for batch jobs')

  assert.match(await app.text('.who h2'), /^Who could own this, by when/)
  // Committed to: owner, date, how we will know.
  await app.press('Alt+c')
  await app.type('ines\nin 2 weeks\nthe rebuild leaves it flat\n')
  await app.waitForText('.idea', 'be more careful')
  // The vague one gets its question first.
  await app.waitForText('.who h2', /care/)
  await app.waitForText('.idea', /What happens on the day|without anybody|What would make care/)
  await pictures(app, 'course-ideas')
  await app.press('Alt+g')
  await app.type('the rebuild tells the search team\n')
  await app.waitForText('.idea .text', 'the rebuild tells the search team')
  await app.press('Alt+s')
  await app.waitForText('.idea', 'pool graph in the runbook')
  await app.press('Alt+n')
  await app.type('it is there already\n')
  await app.waitForText('.who', 'Every idea has been talked about')
  await app.waitForText('.ideas', /0/)
  await app.type('a line after all of it\n')
  await app.press('Control+Shift+Enter')
  await app.waitForText('.passage', /Countermeasures: .*1 committed, 1 soaking until \w+day \d+ \w+, 1 not pursued/)
  // The counts by key; what is more than are here stays, with a word.
  await app.press('Alt+u')
  await app.waitFor(() => app.execute(() => document.activeElement.value === '5'), 'who is here')
  await app.type('5\n7\n4\n')
  await app.waitForText('.who', '7 hands, and 5 are here.')
  assert.equal(await app.value('[data-count=learned]'), '7')
  await app.press('Alt+u', 'Enter')
  await app.type('2\n')
  await app.waitForText('.who', 'at least half would come again')
  await app.press('Escape')
  assert.ok(await app.execute(() => Boolean(document.activeElement.closest('.cm-editor'))))
  await pictures(app, 'course-closing')
  await saved(app)
  const made = (await whole(app)).countermeasures
  assert.deepEqual(
    made.map((c) => [c.state, c.text]),
    [
      ['committed', 'own pool for batch jobs'],
      ['soaking', 'the rebuild tells the search team'],
      ['not-pursued', 'pool graph in the runbook'],
    ],
  )
  assert.equal(made[0].owner.participantId, 'person-2')
  assert.ok(made[0].due && made[0].know && made[1].soakUntil)
  assert.equal(made[2].reason, 'it is there already')
})

test('a meeting is taken up the next day where it was left', { timeout: 300_000 }, async () => {
  const library = await mkdtemp(join(tmpdir(), 'course-'))
  const options = { library: join(library, 'library.db'), width: 1440, height: 700 }
  let app = await open(options)
  try {
    await prepared(app)
    await at(app, 3)
    for (let i = 1; i <= 40; i++) await app.type(`line number ${i}\n`)
    await saved(app)
    await app.press('Control+Enter')
    await app.waitForText('[data-turn]:nth-child(2)', 'speaking')
    await app.press('Alt+ArrowDown', 'Alt+ArrowDown')
    await app.waitForText('.who', '3 of')
    const question = await app.text('.who h2')
    await app.type('half a thought')
    // Up to an older line, and away.
    await app.execute(() => {
      const box = document.querySelector('.cap')
      box.scrollTop = 0
      box.scrollTop = 60
    })
    const top = () =>
      app.execute(() => {
        const edge = document.querySelector('.cap').getBoundingClientRect().top
        const rows = [...document.querySelectorAll('.cap [data-row]')]
        return rows.find((row) => row.getBoundingClientRect().bottom > edge + 4)?.textContent ?? ''
      })
    const line = await top()
    assert.match(line, /line number [1-4]\b/)
    await app.waitFor(
      async () => {
        const kept = (await app.call('Settings', 'Load'))['live.places'] ?? '{}'
        const [left] = Object.values(JSON.parse(kept))
        return left?.row && left.walked['3:person-1'] === 2
      },
      'the place to be kept',
    )
    await app.click(await app.button('Pause'))
    await app.waitForText('.rail', 'Resume')
    await saved(app)
    await app.quit()
    await app.close()

    app = await open(options)
    await reopen(app, TITLE)
    await app.waitForText('[data-turn]:nth-child(2)', 'speaking')
    await app.waitForText('.who h2', question)
    assert.equal(await draft(app), 'half a thought')
    await app.waitFor(async () => (await top()) === line, 'the same line on top')
    await app.screenshot('course-back')
    await app.press('Control+Enter')
    await app.waitForText('.rail', 'Next speaker')
    await app.waitForText('.rail', 'Counted since this window was opened.')
  } finally {
    await app.close()
    await rm(library, { recursive: true, force: true })
  }
})
