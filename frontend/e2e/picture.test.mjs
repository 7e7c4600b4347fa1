// Pictures on the real clipboard of another application become evidence of the line being written, or of a line.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { journey } from './journey.mjs'
import { begin, capture, draft, part, saved } from './steps.mjs'

const TITLE = 'Checkout timeouts'
const CAPTION = 'p99 of the checkout, from 120 ms to 4 s'
/** The machine may be busy: how long a condition may take, in milliseconds. */
const LONG = 60_000

let folder = ''
const at = (name) => join(folder, name)
const words = (name, text) => (writeFileSync(at(name), text), at(name))

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondstory-pictures-'))
  const axes = 'line 60,20 60,330 line 60,330 780,330'
  const graph = 'polyline 60,300 200,290 330,296 380,120 470,90 560,140 640,70 780,96'
  const draw = ['-fill', 'none', '-stroke', '#8a8f8e', '-strokewidth', '2', '-draw', axes]
  draw.push('-stroke', '#0b5a5e', '-strokewidth', '4', '-draw', graph)
  execFileSync('convert', ['-size', '820x360', 'xc:white', ...draw, at('graph.png')])
  execFileSync('convert', [at('graph.png'), at('graph.jpg')])
  // As large as it may be: noise is not made smaller by PNG.
  execFileSync('convert', ['-size', '2480x2480', 'xc:gray', '+noise', 'Random', at('large.png')])
  execFileSync('convert', ['-delay', '20', '-size', '60x60', 'xc:gray', 'xc:black', at('moving.gif')])
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await capture(app)
}

const whole = async (app) => {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Debriefs', 'Load', id)).whole
}

/** How many small pictures are drawn, and not only there. */
const drawn = (app, where) =>
  app.execute(
    (css) =>
      [...document.querySelectorAll(`${css} .thumbs img`)].filter((i) => i.naturalWidth > 0).length,
    where,
  )
const seen = (app, where, n) =>
  app.waitFor(async () => (await drawn(app, where)) === n, `${n} pictures in ${where}`, LONG)
const rows = (app) => app.texts('[data-row] .text')
const picture = () => ({ 'image/png': at('graph.png') })

async function pasteGraph(app) {
  await app.display.offer(picture())
  await app.press('Control+v')
}

journey('a pasted picture goes with the line', { width: 1440, height: 900, timeout: 300_000 }, async (app) => {
  await start(app)
  await pasteGraph(app)
  await seen(app, '.waits', 1)
  await app.type('2026-11-03 14:05 nobody looked at this graph')
  await app.screenshot('picture-waits')
  assert.deepEqual(await app.audit(), [])
  await app.press('Enter')
  await seen(app, '[data-row]', 1)
  await app.gone('.waits')

  // Without words it is a line of its own; one step takes back the line and leaves the picture at the field.
  await app.press('Control+v')
  await seen(app, '.waits', 1)
  await app.press('Enter')
  await app.waitFor(async () => (await rows(app)).includes('Picture'), 'a line of its own', LONG)
  await app.press('Control+z')
  await seen(app, '.waits', 1)
  assert.equal((await rows(app)).length, 1)
  await app.press('Control+z')
  await app.gone('.waits')
  await app.press('Control+Shift+z', 'Control+Shift+z')
  await seen(app, '[data-row]', 2)

  // On a filed line, with the focus on it and in its text.
  await app.press('ArrowUp', 'Control+v')
  await seen(app, '[data-row]', 3)
  await app.press('Enter')
  await app.find('.ln.edit .cm-content')
  await app.press('Control+v')
  await seen(app, '.ln.edit', 3)
  await app.press('Escape')
  await seen(app, '[data-row]', 4)
  const { entries, attachments } = await whole(app)
  const count = (id) => attachments.filter((a) => a.recordId === id).length
  assert.deepEqual(
    entries.map((e) => [e.text, count(e.id)]),
    [['nobody looked at this graph', 1], ['Picture', 3]],
  )
  await saved(app, LONG)

  // Large, with a caption, by keys alone.
  await app.press('ArrowUp', 'ArrowUp', 'Alt+Shift+v')
  await app.find('dialog img')
  await app.click(await app.field('Caption'))
  await app.type(CAPTION)
  await app.waitFor(
    () => app.execute(() => document.querySelector('dialog img').naturalWidth === 820),
    'the large one',
    LONG,
  )
  await app.screenshot('picture-large')
  assert.equal(await app.attribute('dialog img', 'alt'), CAPTION)
  assert.deepEqual(await app.audit(), [])
  await app.press('Escape')
  await app.gone('dialog')
  await app.waitForText('[data-row] .caption', CAPTION, LONG)
  await app.screenshot('picture-lines')
  await app.theme('dark')
  await app.screenshot('picture-lines-dark')
  assert.deepEqual(await app.audit(), [])
  await app.execute(() => document.querySelector('[data-row] .thumbs button').click())
  await app.find('dialog img')
  await app.screenshot('picture-large-dark')
  assert.deepEqual(await app.audit(), [])
  await app.press('Escape')
  await app.theme('light')

  // Delete takes one off, and the line takes all with it; both come back, bytes and all.
  await app.execute(() => document.querySelector('[data-row] .thumbs button').focus())
  await app.press('Delete')
  await seen(app, '[data-row]', 3)
  await app.press('Control+z')
  await seen(app, '[data-row]', 4)
  await app.execute(() => document.querySelectorAll('[data-row]')[1].focus())
  await app.press('Delete')
  await app.waitFor(async () => (await rows(app)).length === 1, 'the line to go', LONG)
  await app.press('Control+z')
  await seen(app, '[data-row]', 4)

  // The timeline has the same.
  await part(app, 'Timeline')
  await app.find('[data-entry][aria-selected=true]')
  await seen(app, 'aside', 1)
  await pasteGraph(app)
  await seen(app, 'aside', 2)
  await app.screenshot('picture-timeline')
  assert.deepEqual(await app.audit(), [])
})

journey('what is no picture leaves the text as it is', { width: 1440, height: 900, timeout: 300_000 }, async (app) => {
  await start(app)
  await app.type('a half-typed ')
  // A spreadsheet puts a picture of its words beside them.
  const text = words('cells.txt', 'cell')
  await app.display.offer({ ...picture(), UTF8_STRING: text, 'text/plain;charset=utf-8': text, 'text/plain': text })
  await app.press('Control+v')
  await app.waitFor(async () => (await draft(app)) === 'a half-typed cell', 'the words', LONG)

  for (const [type, file, said] of [
    ['image/png', words('broken.png', 'no picture at all'), 'could not be read as a picture'],
    ['image/x-icon', at('graph.png'), 'no text and no picture on the clipboard can be read'],
  ]) {
    await app.display.offer({ [type]: file })
    await app.press('Control+a', 'Control+v')
    await app.waitForText('body', said, LONG)
    assert.equal(await draft(app), 'a half-typed cell', type)
    await app.press('Control+End')
  }
  await app.screenshot('picture-refused')
  await app.press('Alt+e')
  await app.openDialog(at('moving.gif'))
  await app.waitForText('body', 'moving.gif moves', LONG)
  await app.press('Alt+e')
  await app.openDialog(at('graph.jpg'))
  await seen(app, '.waits', 1)
  await app.press('Alt+e')
  await app.cancelDialog()
  assert.equal(await draft(app), 'a half-typed cell')
  assert.equal((await whole(app)).attachments.length, 1)
  await app.press('Enter')
  await seen(app, '[data-row]', 1)
  assert.equal((await whole(app)).attachments[0].mediaType, 'image/jpeg')
})

journey('ten pictures, and a very large one, while somebody types', { width: 1440, height: 900, timeout: 300_000 }, async (app) => {
  await start(app)
  await app.display.offer(picture())
  for (let i = 0; i < 10; i++) await app.press('Control+v')
  await app.type('all of them at once\n')
  await seen(app, '[data-row]', 10)
  assert.equal((await whole(app)).entries.length, 1)

  await app.display.offer({ 'image/png': at('large.png') })
  await app.execute(() => {
    window.gaps = []
    let last = performance.now()
    const look = () => {
      const now = performance.now()
      window.gaps.push(now - last)
      last = now
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await app.press('Control+v')
  await app.type('typed while it was on its way')
  assert.equal(await draft(app), 'typed while it was on its way')
  await seen(app, '.waits', 1)
  const gaps = await app.execute(() => window.gaps.sort((a, b) => b - a).slice(0, 5).map(Math.round))
  console.log(`the longest frames while 12 MB were pasted: ${gaps.join(', ')} ms`)
  assert.ok(gaps[0] < 2500, `${gaps[0]} ms`)
  await app.press('Backspace', 'Control+a', 'Delete', 'Backspace')
  await app.gone('.waits')
  await app.waitForText('body', 'Picture removed.', LONG)
  await app.press('Control+z')
  await seen(app, '.waits', 1)
})
