// What is asked, left and undone while a line is still being written: nothing of it may move or be lost.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'
import { begin, capture, draft, reopen, saved } from './steps.mjs'
import { test } from 'node:test'

const CARD = '[role="group"][aria-label^="Wording"]'
const LINES = '[data-region][aria-label="Lines of the meeting"]'
const TITLE = 'In mid-sentence'
const size = { width: 1440, height: 900 }

async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await capture(app)
}

/** The lines of the meeting as the library holds them, in their order. */
async function lines(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((row) => row.title === TITLE).id)
  return [...whole.entries, ...whole.questions].sort((a, b) => a.position - b.position).map((r) => r.text)
}

const hold = (app, ...wanted) =>
  app.waitFor(async () => JSON.stringify(await lines(app)) === JSON.stringify(wanted), `lines: ${wanted}`)

journey('a question asked in mid-sentence waits below the line being written', size, async (app) => {
  await start(app)
  await app.type('he ignored the alert while ')
  await app.waitForText(CARD, 'ignored')
  const question = (await app.text(`${CARD} li button span`)).trim()
  await app.press('Alt+1')
  await app.waitForText(LINES, `Asked: ${question}`)
  assert.equal(await draft(app), 'he ignored the alert while ')
  // One key is one step of undo, however slowly keys are pressed.
  await app.type('I')
  assert.equal(await draft(app), 'he ignored the alert while I')
  await app.screenshot('asking-mid-sentence')
  assert.deepEqual(await app.audit(), [])

  // Last in, first out: the typing, the question; the words stay.
  await app.press('Control+z')
  await app.waitFor(async () => (await draft(app)) === 'he ignored the alert while ', 'the typing taken back')
  await app.press('Control+z')
  await app.gone(`${LINES} .soon`)
  assert.equal(await draft(app), 'he ignored the alert while ')
  await app.waitForText(CARD, 'ignored')
  await app.press('Control+Shift+z')
  await app.waitForText(LINES, `Asked: ${question}`)
  await app.press('Control+Shift+z')
  await app.waitFor(async () => (await draft(app)) === 'he ignored the alert while I', 'the typing again')

  await app.type('\nthe next line\n')
  await hold(app, 'he ignored the alert while I', question, 'the next line')
  await app.press('Control+z')
  await hold(app, 'he ignored the alert while I', question)
  // What was decided while a line was typed goes with the line.
  await app.press('Control+z')
  await hold(app)
  assert.equal(await draft(app), '')
})

journey('an answer about a draft goes with its line', size, async (app) => {
  await start(app)
  await app.type('a clean line\n')
  await app.type('we should have looked ')
  await app.waitForText(CARD, 'should have')
  await app.press('Alt+x')
  await app.gone('.now .fl')
  await app.type('there\n')
  await hold(app, 'a clean line', 'we should have looked there')
  await app.press('Control+z')
  await hold(app, 'a clean line')
  await app.press('Control+z')
  await hold(app)
  await app.press('Control+Shift+z', 'Control+Shift+z')
  await hold(app, 'a clean line', 'we should have looked there')
  await app.gone(CARD)
})

journey('what was taken back is told until something new is done', size, async (app) => {
  await start(app)
  await app.type('we should have looked at it\n')
  await app.waitForText(CARD, 'should have')
  await hold(app, 'we should have looked at it')
  await app.press('Alt+1')
  await app.gone(CARD)
  await app.press('Control+z')
  await app.waitForText('.toast', 'Taken back: question asked')
  await app.waitForText(`${LINES} .fl`, 'should have')
  await app.press('F8', 'Alt+1')
  await app.gone(CARD)
  await app.waitFor(async () => (await app.count('.toast')) === 0, 'the word to go', 3000)
})

/** Notes what the column beside the lines shows, frame by frame. */
const record = (app) =>
  app.execute(() => {
    const seen = (window.seen = [])
    const look = () => {
      const aside = document.querySelector('aside[data-region]')
      const card = aside.querySelector('[role="group"][aria-label^="Wording"]')
      const next = [...aside.querySelectorAll('h2, h3')].find((h) => h.innerText.includes('Ask next'))
      const now = `${card?.getAttribute('aria-label') ?? 'no card'} at ${Math.round(next?.getBoundingClientRect().y)}`
      if (seen.at(-1) !== now) seen.push(now)
      window.frame = requestAnimationFrame(look)
    }
    look()
  })

journey('the card beside the lines stands still when its line is filed', size, async (app) => {
  await start(app)
  for (const text of ['we should have looked at it', 'Tom forgot to bump the pool']) {
    await app.type(text)
    await app.waitFor(async () => (await app.count('.now .fl')) === 1, `a mark in ${text}`)
    await record(app)
    await app.type('\n')
    await app.waitFor(async () => (await lines(app)).includes(text), text)
    await app.waitFor(async () => (await app.count('.now .fl')) === 0, 'the line to go')
    await app.waitForText(`${LINES} [data-row]:has(.fl)`, text.slice(0, 3))
    const seen = await app.execute(() => (cancelAnimationFrame(window.frame), window.seen))
    assert.equal(seen.length, 1, seen.join('; '))
    await app.press('Alt+x')
    await app.gone(CARD)
  }
})

test('text that was being written is looked at again after a kill', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'secondstory-'))
  const library = path.join(folder, 'library.db')
  try {
    const before = await open({ library, ...size })
    try {
      await start(before)
      await before.type('we should have looked ')
      await before.waitForText(CARD, 'should have')
      await before.press('Alt+1')
      await before.waitForText(LINES, 'Asked:')
      await saved(before)
      await before.signal('SIGKILL')
    } finally {
      await before.close()
    }
    const after = await open({ library, ...size })
    try {
      await reopen(after, TITLE)
      await capture(after)
      assert.equal((await draft(after)).trim(), 'we should have looked')
      await after.waitForText('.now .fl', 'should have')
      await after.waitForText(CARD, 'should have')
      assert.deepEqual(await lines(after), [])
    } finally {
      await after.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
