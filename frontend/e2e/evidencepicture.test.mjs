// Pictures and files as evidence, in the real window: chosen, pasted and dropped, looked at, captioned, cropped, put
// in order, linked, listed while nothing rests on them, saved out again, and refused where they are no pictures.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { journey } from './journey.mjs'
import { folder as made, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(made(), 'library.db'))

const EVIDENCE = 'section[aria-label="Evidence"]'
const LIST = `${EVIDENCE} [role="listbox"]`
const SIDE = 'aside[aria-label="Edit"]'
const TITLE = 'Checkout timeouts'
const LONG = 60_000

let folder = ''
const at = (name) => join(folder, name)

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondstory-evidence-'))
  const axes = 'line 60,20 60,330 line 60,330 780,330'
  const graph = 'polyline 60,300 200,290 330,296 380,120 470,90 560,140 640,70 780,96'
  const draw = ['-fill', 'none', '-stroke', '#8a8f8e', '-strokewidth', '2', '-draw', axes]
  draw.push('-stroke', '#0b5a5e', '-strokewidth', '4', '-draw', graph)
  execFileSync('convert', ['-size', '820x360', 'xc:white', ...draw, at('checkout-p99.png')])
  mkdirSync(at('shots'))
  execFileSync('convert', [at('checkout-p99.png'), '-negate', at('shots/pool.webp')])
  execFileSync('convert', [at('checkout-p99.png'), '-flop', at('shots/errors.gif')])
  execFileSync('convert', ['-delay', '20', '-size', '60x60', 'xc:gray', 'xc:black', at('moving.gif')])
  writeFileSync(at('logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  writeFileSync(at('broken.png'), readFileSync(at('checkout-p99.png')).subarray(0, 900))
  writeFileSync(at('heap.bin'), Buffer.from([0, 1, 2, 3, 250, 251]))
  execFileSync('convert', ['-size', '5472x3648', 'plasma:fractal', '-quality', '90', at('large.jpg')])
})
after(() => rmSync(folder, { recursive: true, force: true }))

const drawn = (app, where, n) =>
  app.waitFor(
    () =>
      app.execute(
        (css, wanted) =>
          [...document.querySelectorAll(`${css} img`)].filter((i) => i.naturalWidth > 0).length === wanted,
        where,
        n,
      ),
    `${n} pictures in ${where}`,
    LONG,
  )
const attachments = async (app) => {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((r) => r.title === TITLE).id)).whole.attachments
}
const called = async (app) => (await attachments(app)).sort((a, b) => a.position - b.position).map((a) => a.name)

async function choose(app, file) {
  await app.press('Alt+e')
  await app.openDialog(at(file))
}

journey('pictures and files are evidence', { library, width: 1440, height: 900, timeout: 300_000 }, async (app) => {
  await begin(app, TITLE)
  await part(app, 'Timeline')
  await app.press('Control+Enter')
  await app.type('2026-11-03 14:05 the pool filled\n2026-11-03 14:12 somebody looked at checkout\n')
  await app.press('Escape')
  await app.waitFor(async () => (await app.count('[data-entry]')) === 2, 'two entries')
  await saved(app)

  // Chosen for the entry that is selected: seen beside it, and counted in its row.
  await choose(app, 'checkout-p99.png')
  await drawn(app, SIDE, 1)
  await app.waitForText('[data-entry][aria-selected=true]', '1 picture')
  await choose(app, 'heap.bin')
  await app.waitForText(SIDE, 'heap.bin')
  await app.waitForText('[data-entry][aria-selected=true]', '1 picture, 1 file')
  // What is no picture is refused by its name, and nothing is changed.
  for (const [file, said] of [
    ['logo.svg', 'logo.svg could not be read as a picture'],
    ['broken.png', 'broken.png could not be read as a picture'],
    ['moving.gif', 'moving.gif moves'],
  ]) {
    await choose(app, file)
    await app.waitForText('body', said, LONG)
  }
  assert.deepEqual(await called(app), ['checkout-p99.png', 'heap.bin'])

  // A folder that is dropped brings its pictures, and nothing rests on them yet.
  await app.execute((path) => window.WailsInvoke(`DD:700:400:${path}`), at('shots'))
  await app.waitForText(LIST, 'pool.', LONG)
  await drawn(app, EVIDENCE, 3)
  await app.push('Not used yet 2')
  await app.waitForText(LIST, 'No entry rests on these yet')
  await app.screenshot('files-unused')
  assert.deepEqual(await app.audit(), [])
  await app.click(LIST)
  await app.press('Home', 'l')
  await app.waitForText('[data-entry][aria-selected=true]', '2 pictures, 1 file')
  await app.waitFor(async () => (await app.count(`${LIST} [data-file]`)) === 1, 'one is left')

  // In order, by keys.
  await app.push('Pictures and files 4')
  await app.click(LIST)
  await app.press('Home', 'Alt+ArrowDown')
  await app.waitFor(async () => (await app.texts(`${LIST} b`))[0] === 'heap.bin', 'another order')
  await saved(app)
  assert.equal((await called(app))[1], 'checkout-p99.png')

  // Large, with what is said of it.
  await app.press('Enter')
  await app.find('dialog img')
  await app.enter('Caption', 'p99 of the checkout, from 120 ms to 4 s')
  await app.enter('Source', 'Grafana, checkout board')
  await app.enter('When this was', '14:06')
  await app.press('Tab')
  await app.waitForText('dialog', '14:06')
  await app.choose(await app.field('May be in the report'), 'roles')
  await drawn(app, 'dialog', 1)
  await app.waitForText('dialog', 'somebody looked at checkout')
  await app.screenshot('files-view')
  assert.deepEqual(await app.audit(), [])
  await app.execute(() => document.activeElement.blur())
  await app.press('+', '+')
  await app.waitForText('dialog footer', '%')
  await app.press('0', 'ArrowRight')
  await app.waitForText('dialog h2', 'Picture 2 of 3')
  await app.press('ArrowLeft')
  await app.waitForText('dialog h2', 'Picture 1 of 3')

  // Cropped by keys; what is cut away is not kept, until undo brings it back.
  await app.press('c')
  await app.find('dialog .stage')
  await app.press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'ArrowRight')
  await app.screenshot('files-crop')
  assert.deepEqual(await app.audit(), [])
  await app.press('Escape')
  await app.gone('dialog .stage')
  await app.find('dialog img')
  await app.press('c')
  await app.find('dialog .stage')
  await app.press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter')
  await app.waitForText('body', 'Cropped.')
  await app.waitFor(
    () => app.execute(() => document.querySelector('dialog img')?.naturalWidth === 806),
    'the part',
    LONG,
  )
  await saved(app)
  const cropped = (await attachments(app)).find((a) => a.caption)
  assert.deepEqual(
    [cropped.source, cropped.shown, cropped.time.at, cropped.lineIds.length],
    ['Grafana, checkout board', 'roles', '2026-11-03T14:06:00Z', 1],
  )
  await app.press('Escape')
  await app.gone('dialog')
  await app.press('Control+z')
  await saved(app)
  assert.notEqual((await attachments(app)).find((a) => a.caption).sha256, cropped.sha256)
  await app.press('Control+Shift+z')
  await saved(app)

  // The file is saved out again as it was.
  await app.click(LIST)
  await app.press('Home', 'Enter')
  await app.saveDialog(at('out.bin'))
  await app.waitFor(() => statSync(at('out.bin'), { throwIfNoEntry: false })?.size === 6, 'the file')
  assert.deepEqual(readFileSync(at('out.bin')), readFileSync(at('heap.bin')))

  // Pasted: of the entry too. Deleting the entry keeps all of it.
  await app.display.offer({ 'image/png': at('checkout-p99.png') })
  await app.press('Control+v')
  await app.waitForText(EVIDENCE, 'Pictures and files 5', LONG)
  await app.screenshot('files-list')
  await app.theme('dark')
  await app.screenshot('files-list-dark')
  assert.deepEqual(await app.audit(), [])
  await app.theme('light')
  await app.resize(1024, 700)
  await app.screenshot('files-list-1024')
  await app.resize(1440, 900)
  await app.execute((side) => [...document.querySelectorAll(`${side} button`)].findLast((b) => b.textContent.includes('Remove')).click(), SIDE)
  await app.waitForText(EVIDENCE, 'Not used yet 5', LONG)
  await app.press('Control+z')
  await app.waitForText(EVIDENCE, 'Not used yet 1', LONG)

  // Twenty megapixels, from the file to what is seen.
  const began = Date.now()
  const handle = app.press('Alt+e')
  await handle
  await app.openDialog(at('large.jpg'))
  const chosen = Date.now()
  await drawn(app, EVIDENCE, 5)
  console.log(`20 megapixels: ${Date.now() - chosen} ms from the dialog's close to the list, ${chosen - began} ms of dialog`)
})
