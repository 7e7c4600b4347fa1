// What to ask now: from the stage, from who speaks, and from what was just typed. By keys alone.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'
import { begin, capture, draft, reopen, saved } from './steps.mjs'

const LINES = '[data-region][aria-label="Lines of the meeting"]'
const HEAD = '[data-region][aria-label="The question to ask now"]'
const SIDE = '[data-region][aria-label="Aids for the facilitator"]'
const TITLE = 'What to ask now'
const size = { width: 1440, height: 900 }
const GRAPH = 'What did normal look like on that graph?'

async function line(app, text, shown = text) {
  await app.type(`${text}\n`)
  await app.waitForText(LINES, shown)
}

/** The debrief as the library holds it. */
async function whole(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Debriefs', 'Load', id)).whole
}

const question = (app) => app.text(`${HEAD} h2`)
const offers = (app) => app.texts(`${SIDE} li.offer`)

/** Goes to the narratives with two people, one of whom speaks. */
async function narratives(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await capture(app)
  await app.press('Control+Enter')
  await app.button('Pause')
  for (const name of ['Ines', 'Jo']) {
    await line(app, `${name}: here`)
    await app.button(`Add ${name}`)
    await app.press('Alt+p')
    await app.gone(`${LINES} [data-asks]`)
  }
  await app.press(...Array(3).fill('Control+Shift+Enter'))
  await app.waitFor(async () => /^Ines, where does/.test(await question(app)), 'Ines is asked')
}

async function looks(app, name) {
  await app.waitFor(async () => (await offers(app)).length > 0, 'offers')
  await app.screenshot(`ask-${name}-light`)
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot(`ask-${name}-dark`)
  assert.deepEqual(await app.audit(), [])
  await app.theme('light')
}

journey('what was just said is asked about by key, below its line and largest on the screen', size, async (app) => {
  await narratives(app)
  await line(app, '14:44 paged for checkout slow', 'paged for checkout slow')
  await line(app, '14:52 opened the pool graph: “it was pinned at 100 and I had never seen that before”', 'opened the pool')
  await app.waitForText(SIDE, GRAPH)
  await line(app, 'so I restarted the workers')
  await app.waitForText(SIDE, 'What did you expect to see after that?')
  await looks(app, 'offers')

  // By the key that stands beside it, with a line half written.
  await app.type('the next line, half')
  const place = (await offers(app)).findIndex((text) => text.includes(GRAPH))
  await app.press(`Alt+${4 + place}`)
  await app.waitFor(async () => (await question(app)) === GRAPH, 'it is on top')
  await app.waitForText(HEAD, 'asked')
  assert.equal(await draft(app), 'the next line, half')
  await app.type(' written\n')
  await app.waitForText(LINES, 'the next line, half written')
  await saved(app)
  const { entries, questions } = await whole(app)
  const about = entries.find((e) => e.text.startsWith('opened the pool'))
  assert.deepEqual(
    questions.map((q) => [q.text, q.aboutId, q.who.participantId !== '']),
    [[GRAPH, about.id, true]],
  )
  assert.ok(questions[0].position > about.position)
  assert.ok(questions[0].position < entries.find((e) => e.text.startsWith('so I restarted')).position)
  await app.screenshot('ask-top')

  // The same key again asks nothing twice; undo takes the question back.
  await app.press(`Alt+${4 + place}`)
  await saved(app)
  assert.equal((await whole(app)).questions.length, 1)
  await app.press('Control+z', 'Control+z')
  await app.waitFor(async () => (await whole(app)).questions.length === 0, 'taken back')

  // Walking on leads back to the agenda.
  await app.press('Alt+ArrowDown')
  await app.waitFor(async () => /^Ines, where does/.test(await question(app)), 'where it was left')
})

journey('what is being typed is asked about after a rest, and nothing moves', size, async (app) => {
  await narratives(app)
  await line(app, 'a line before')
  await saved(app)
  await app.type('on')
  // Each place the line being written and the offer stand at, frame by frame.
  await app.execute((side) => {
    const seen = (window.seen = { line: [], offer: [] })
    const note = (list, now) => list.at(-1) !== now && list.push(now)
    const look = () => {
      const { x, y, width } = document.querySelector('.now .cm-editor').getBoundingClientRect()
      note(seen.line, [x, y, width].map(Math.round).join())
      const offer = document.querySelector(`${side} li.offer`)
      if (offer || seen.offer.length) note(seen.offer, `${Math.round(offer?.getBoundingClientRect().y)}: ${offer?.innerText}`)
      window.frame = requestAnimationFrame(look)
    }
    look()
  }, SIDE)
  const recorded = () => app.execute(() => structuredClone(window.seen))
  await app.type(' the pool graph, which I had never seen before')
  await app.waitForText(SIDE, GRAPH)
  assert.match((await offers(app))[0], /Alt\s*4/)
  const { line: stood } = await recorded()
  assert.equal(stood.length, 1, stood.join(' | '))
  assert.equal(await draft(app), 'on the pool graph, which I had never seen before')
  await app.screenshot('ask-typed')

  // It is filed: what was offered stays where it is, in every frame.
  await app.type('\n')
  await app.waitForText(LINES, 'never seen before')
  await saved(app)
  const { offer } = await recorded()
  assert.equal(offer.length, 1, offer.join(' | '))
  await app.execute(() => cancelAnimationFrame(window.frame))

  // In mid-sentence: on top at once, below its line from Enter on.
  await app.type('then we decided to wait')
  await app.waitForText(SIDE, 'What were you weighing at that moment?')
  const place = (await offers(app)).findIndex((text) => text.includes('weighing'))
  await app.press(`Alt+${4 + place}`)
  await app.waitFor(async () => /weighing/.test(await question(app)), 'it is on top')
  assert.equal(await draft(app), 'then we decided to wait')
  await app.type(' for the vendor\n')
  await app.waitForText(LINES, 'wait for the vendor')
  await saved(app)
  const { entries, questions, wordings } = await whole(app)
  const about = entries.find((e) => e.text.endsWith('for the vendor'))
  assert.deepEqual([questions.length, questions[0].aboutId, wordings.length], [1, about.id, 0])
})

test('what is pinned and offered is there again after a kill', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'secondstory-'))
  const library = path.join(folder, 'library.db')
  const run = async (act) => {
    const app = await open({ library, ...size })
    try {
      await act(app)
    } finally {
      await app.close()
    }
  }
  let before = []
  try {
    await run(async (app) => {
      await narratives(app)
      await app.press('Alt+k')
      await line(app, 'we decided to wait')
      await app.waitForText(SIDE, 'weighing')
      before = await offers(app)
      await app.waitFor(async () => {
        const { rows } = await app.call('Debriefs', 'List', 0, 0)
        const { id } = rows.find((row) => row.title === TITLE)
        return (await app.call('Debriefs', 'Load', id)).drafts.asking?.includes('weighing')
      }, 'both are kept')
      await app.signal('SIGKILL')
    })
    await run(async (app) => {
      await reopen(app, TITLE)
      await capture(app)
      await app.waitForText(HEAD, 'Pinned')
      assert.match(await question(app), /^Ines, where does/)
      await app.waitForText(SIDE, 'weighing')
      assert.deepEqual(await offers(app), before)
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})

journey('a pinned question stays while one walks and across speakers', size, async (app) => {
  await narratives(app)
  await app.press('Alt+ArrowDown', 'Alt+k', 'Alt+ArrowDown')
  const pinned = 'How did you find out that something was going on?'
  assert.equal(await question(app), pinned)
  await app.waitForText(HEAD, 'Pinned')
  await app.waitForText(HEAD, 'Then: What did you do, and when?')
  await app.screenshot('ask-pinned')
  await app.press('Alt+a')
  await app.waitForText(HEAD, 'asked')
  await app.press('Control+Enter')
  await app.waitForText(HEAD, 'Then: Jo, where does')
  assert.equal(await question(app), pinned)
  await app.press('Alt+k')
  await app.waitFor(async () => /^Jo, where does/.test(await question(app)), 'it was let go')

  // All of it is found by name as well.
  await app.press('Control+k')
  await app.type('pin the')
  await app.waitForText('dialog', 'Pin the question')
  await app.press('Enter')
  await app.waitForText(HEAD, 'Pinned')
  await app.press('Control+/')
  await app.waitForText('dialog', 'Ask the first question about a line')
  await app.press('Escape')
})

journey('between two stages one hears what was gathered, and nothing moves while one types', size, async (app) => {
  await narratives(app)
  await line(app, 'I saw the latency climb')
  await app.press('Alt+a', 'Control+Enter')
  await line(app, 'we decided to wait')
  await app.press('Control+Shift+Enter')
  await app.waitForText(HEAD, 'Narratives: 2 of 2 heard, 2 lines, 1 question asked.')
  await app.waitForText(HEAD, 'Next, the timeline, about 15 minutes')
  await app.waitForText('#announcements', 'Next, the timeline')
  assert.deepEqual(await offers(app), [])
  await app.screenshot('ask-passage')
  const top = () =>
    app.execute((lines) => {
      const { top, height } = document.querySelector(lines).getBoundingClientRect()
      return `${top} ${height}`
    }, LINES)
  const before = await top()
  await app.type('a')
  await app.gone(`${HEAD} .passage:not(.passed)`)
  assert.equal(await top(), before)
  assert.equal(await draft(app), 'a')
  await app.press('Alt+ArrowDown')
  await app.gone(`${HEAD} .passage`)
})

for (const [name, width, height, larger] of [
  ['1024', 1024, 700, 0],
  ['200', 1440, 900, 5],
]) {
  journey(`offers are there at ${name}`, { width, height }, async (app) => {
    await narratives(app)
    await line(app, '14:52 opened the pool graph: “it was pinned at 100 and I had never seen that before”', 'opened the pool')
    await line(app, 'we decided to wait')
    for (let i = 0; i < larger; i++) await app.press('Control++')
    await app.waitForText(SIDE, GRAPH)
    await looks(app, name)
    await app.press('Alt+4')
    await app.waitFor(async () => (await question(app)) === GRAPH, 'asked by key')
    await app.screenshot(`ask-${name}-top`)
    // Whoever goes on typing sees it, though a line came in between.
    await app.type('and then')
    await app.waitFor(
      () =>
        app.execute(() => {
          const caret = document.activeElement.closest('.cm-editor').getBoundingClientRect()
          return caret.top > 0 && caret.bottom <= document.querySelector('footer').getBoundingClientRect().top + 1
        }),
      'the line being written is in view',
    )
  })
}
