// Writing at the speed of a talk: one question about the day, chips, lines taken apart and put together.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, capture, draft, entries, saved } from './steps.mjs'

const DAY = '[role="group"][aria-label="On which day were these times?"]'
const TITLE = 'Checkout timeouts'
/** The machine may be busy: how long a condition may take, in milliseconds. */
const LONG = 60_000

async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await capture(app)
}

/** Writes lines and waits until each is filed. */
async function write(app, ...lines) {
  for (const line of lines) await app.type(`${line}\n`)
  await saved(app, LONG)
}

/** Filed lines as they are seen: time, person, text. */
const rows = (app) =>
  app.execute(() =>
    [...document.querySelectorAll('[data-row]')].map((row) =>
      ['time', '.p', '.text'].map((part) => row.querySelector(part).textContent.trim()).join('|'),
    ),
  )

const whole = async (app) => {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Debriefs', 'Load', id)).whole
}

journey('one answer puts every time on its day', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await write(app, '23:50 checkout slow', '00:10 paged', 'T+12m counted', 'no time at all')
  await app.waitForText(DAY, 'Was it today', LONG)
  assert.equal(await app.count(DAY), 1)
  assert.equal(await app.count('[data-asks]'), 1, 'only the counted time asks by itself')
  await app.screenshot('capture-day')
  assert.deepEqual(await app.audit(), [])

  await app.press('Alt+Shift+d')
  await app.type('soon\n')
  await app.waitForText(DAY, '“soon” is not a day', LONG)
  await app.press('Control+a')
  await app.type('3 Nov 2026\n')
  await app.gone(DAY)
  await saved(app, LONG)
  const { entries: all, debrief } = await whole(app)
  assert.equal(debrief.day, '2026-11-03')
  assert.deepEqual(
    all.map((e) => e.time.at),
    ['2026-11-03T23:50:00Z', '2026-11-04T00:10:00Z', '', ''],
  )
  // The caret is back, and the next line goes on from there.
  await write(app, '00:20 rolled back')
  assert.equal((await whole(app)).entries[4].time.at, '2026-11-04T00:20:00Z')
  await app.press('Control+z', 'Control+z')
  await app.find(DAY)
  assert.equal((await whole(app)).debrief.day, '')
})

journey('a line is opened with its chips, split and joined by key', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await write(app, '2026-11-03 14:02 Ines: saw the graph, then paged', '# one pool for all')
  await app.press('Alt+p')
  await app.waitForText('[data-row] .p', 'Ines', LONG)
  await saved(app, LONG)
  assert.deepEqual((await rows(app))[0], '14:02|Ines|saw the graph, then paged')

  // Backspace opens the last line, then the line before by the arrows.
  await app.press('ArrowUp', 'ArrowUp', 'Enter')
  await app.find('.ln.edit .cm-content')
  await app.screenshot('capture-open')
  await app.press('Home', 'Backspace')
  await app.waitForText('.ln.edit .cm-content', 'Ines: saw', LONG)
  // The caret stays before the same letter; the next chip opens at the start.
  await app.press('Home', 'Backspace')
  await app.waitForText('.ln.edit .cm-content', '14:02 Ines: saw', LONG)
  await app.press('Control+z', 'Control+z')
  await app.waitForText('.ln.edit .cm-content', /^saw/, LONG)
  assert.deepEqual(await app.texts('.ln.edit .chip'), ['14:02', 'Ines'])

  await app.press('Home', ...Array.from({ length: 'saw the graph,'.length }, () => 'ArrowRight'), 'Alt+b')
  await app.waitFor(async () => (await rows(app)).length === 3, 'three lines', LONG)
  assert.deepEqual((await rows(app)).slice(0, 2), ['14:02|Ines|saw the graph,', '|Ines|then paged'])

  // By key on the lines: another time, another person, order, a factor, and one line of two again.
  await app.press('ArrowUp', 'ArrowUp', 'Alt+Shift+t')
  await app.find('.ln.edit .cm-content')
  await app.type('14:05 ')
  await app.press('Enter')
  await app.waitFor(async () => (await rows(app))[1] === '14:05|Ines|then paged', 'another time', LONG)
  await app.press('ArrowUp', 'ArrowUp', 'Alt+Shift+f')
  await app.type('pool\n')
  await app.waitFor(async () => (await whole(app)).factors[0].entryIds.length === 1, 'a link', LONG)
  await app.screenshot('capture-link')
  await app.press('Escape')
  await app.gone('[aria-label="Factors that rest on this line"]')
  await app.press('Shift+ArrowUp')
  await app.waitFor(async () => (await rows(app))[0].startsWith('14:05'), 'the order', LONG)
  await app.press('Shift+ArrowDown')
  await app.waitFor(async () => (await rows(app))[0].startsWith('14:02'), 'the order again', LONG)
  await app.screenshot('capture-row')
  await app.press('Alt+Shift+j')
  await app.waitFor(async () => (await rows(app)).length === 2, 'one line again', LONG)
  assert.equal((await rows(app))[0], '14:02|Ines|saw the graph, 14:05 then paged')
  const { entries: all, factors } = await whole(app)
  assert.deepEqual(factors[0].entryIds, [all[0].id])
  await app.press('Control+z')
  await app.waitFor(async () => (await rows(app)).length === 3, 'taken back', LONG)
})

journey('a thousand lines are pasted as one step', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await write(app, 'before')
  const text = Array.from({ length: 1000 }, (_, i) => `- line ${i} of the log`).join('\n')
  const ms = await app.executeAsync((text) => {
    const field = document.querySelector('.ln.now .cm-content')
    field.focus()
    const data = new DataTransfer()
    data.setData('text/plain', text)
    const began = performance.now()
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    return new Promise((done) => {
      const look = () => {
        const last = [...document.querySelectorAll('[data-row]')].at(-1)
        if (last?.textContent.includes('line 999'))
          requestAnimationFrame(() => done(performance.now() - began))
        else requestAnimationFrame(look)
      }
      look()
    })
  }, text)
  console.log(`a thousand pasted lines shown in ${Math.round(ms)} ms`)
  await app.waitForText('body', '1,000 lines pasted', LONG)
  await saved(app, LONG)
  assert.equal((await entries(app, TITLE)).length, 1001)
  await app.screenshot('capture-paste')
  await app.press('Control+z')
  await app.waitFor(async () => (await entries(app, TITLE)).length === 1, 'one step back', LONG)
  await app.type('and on')
  assert.equal(await draft(app), 'and on')
  assert.ok(ms < 20_000, `${ms} ms`)
})
