// What was read back is signed off, stays as it is on every screen, is amended, and both versions are written out:
// each says what it said when it was signed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'
import { sampleAt } from './library.mjs'
import { found } from './search.mjs'
import { drawn, footer, part, reopen, saved } from './steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'secondstory-signoff-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const DIALOG = 'dialog[open]'

journey('a debrief is signed off, amended and signed off again', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  const { id } = (await sample(app)).debrief
  await dates(app)
  await signsOff(app)
  await stays(app)
  await moves(app)
  await amends(app)
  await writesBoth(app)
  await goesBack(app)
  await froze(app, id)
})

async function sample(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((r) => r.sample).id)
  return whole
}

/** A countermeasure that is promised for a day, before anything is signed off: it moves without a reason. */
async function dates(app) {
  await part(app, 'Factors')
  const { id } = (await sample(app)).countermeasures[0]
  const due = async () => (await sample(app)).countermeasures.find((c) => c.id === id).due
  for (const [day, stored] of [['15 Feb 2017', '2017-02-15'], ['16 Feb 2017', '2017-02-16']]) {
    await app.fill(`[data-countermeasure="${id}"] [data-cell=due]`, day)
    await app.waitFor(async () => (await due()) === stored, `the date ${stored}`)
  }
}

/** What is open is told; Ctrl Enter twice signs once. */
async function signsOff(app) {
  await part(app, 'Report')
  await app.waitFor(() => drawn(app), 'the first page to be drawn')
  await app.press('Control+Shift+Enter')
  await app.waitForText(DIALOG, 'Sign off version 1.0?')
  await app.waitForText(DIALOG, 'Still open')
  await app.type('Everybody has read it.')
  assert.equal(await app.value(await app.field('Why it is signed off with this open')), 'Everybody has read it.')
  await app.enter('Signed off by', 'Ines')
  await app.screenshot('signoff-dialog')
  assert.deepEqual(await app.audit(), [])
  await app.press('Control+Enter', 'Control+Enter')
  await app.gone(DIALOG)
  await app.waitForText('body', 'Signed off as version 1.0 on')
  const { versions, debrief } = await sample(app)
  assert.deepEqual(versions.map((v) => [v.number, v.signedBy, v.reason]), [['1.0', 'Ines', 'Everybody has read it.']])
  assert.equal(debrief.state, 'follow-up')
  await app.waitForText('.bar', 'Signed off')
  await app.waitFor(() => drawn(app), 'the version to be drawn')
  await app.screenshot('signoff-report')
  assert.deepEqual(await app.audit(), [])
}

/** Whoever types on any screen changes nothing, and is told why. */
async function stays(app) {
  const before = await sample(app)
  for (const name of ['Prepare', 'Timeline', 'Factors', 'Report']) {
    await part(app, name)
    if (name === 'Report') await app.press('Alt+Shift+p')
    await app.waitForText('body', 'Signed off as version 1.0 on')
    await app.screenshot(`signoff-${name.toLowerCase()}`)
    const fields = await app.execute(() => {
      const all = [...document.querySelectorAll('main :is(textarea, input:not([type]), input[type=text])')]
      return all.flatMap((f, i) => {
        f.dataset.at = String(i)
        const { top, bottom } = f.getBoundingClientRect()
        const seen = f.checkVisibility() && top > 120 && bottom < innerHeight - 60
        return seen && !f.closest('[data-goes-on]') ? [[i, f.value]] : []
      })
    })
    const writing = await app.execute(() => {
      const all = [...document.querySelectorAll('main [data-writes]:not(label)')]
      return [all.length, all.filter((b) => b.checkVisibility()).map((b) => b.textContent)]
    })
    assert.ok(writing[0] > 0, `${name} has buttons that write`)
    assert.deepEqual(writing[1], [], `${name} shows none of them`)
    if (name === 'Prepare') assert.ok(fields.length > 2, `${name} has fields`)
    for (const [at, value] of fields.slice(0, 3)) {
      await app.click(`main [data-at="${at}"]`)
      await app.type('zq')
      assert.equal(await app.value(`main [data-at="${at}"]`), value, `${name}, field ${at}`)
    }
    if (fields.length > 0) await app.waitForText('body', 'Signed off as version 1.0, so this stays as it is.')
  }
  assert.deepEqual(await sample(app), before)
}

/** A date that was signed off moves with a reason, and undo takes both back. */
async function moves(app) {
  await part(app, 'Factors')
  const was = (await sample(app)).countermeasures.find((c) => c.due)
  const due = `[data-countermeasure="${was.id}"] [data-cell=due]`
  // What was said last lies over the foot of the window.
  await app.execute((css) => document.querySelector(css).scrollIntoView({ block: 'center' }), due)
  await app.fill(due, '15 Mar 2017')
  await app.waitForText(`[data-countermeasure="${was.id}"]`, 'to 15 Mar 2017, because')
  await app.click(`[data-countermeasure="${was.id}"] .move input`)
  await app.type('The vendor is late.')
  await app.screenshot('signoff-move')
  assert.deepEqual(await app.audit(), [])
  await app.type('\n')
  const now = async () => (await sample(app)).countermeasures.find((c) => c.id === was.id)
  await app.waitFor(async () => (await now()).due === '2017-03-15', 'the date to be moved')
  assert.equal((await now()).moves[0].reason, 'The vendor is late.')
  await saved(app)
  await app.press('Control+z')
  await app.waitFor(async () => (await now()).due === was.due, 'the move to be taken back')
  assert.equal((await now()).moves, undefined)
  await app.press('Control+Shift+z')
  await app.waitFor(async () => (await now()).due === '2017-03-15', 'the move to be brought back')
}

/** Amended from where one is; the note says what changed, counted, and a second version is signed off. */
async function amends(app) {
  await part(app, 'Prepare')
  await app.push('Amend')
  await app.waitForText('body', 'what is signed off next is 1.1')
  await app.waitFor(async () => !(await app.text('body')).includes('Amend to change it'), 'the line to go')
  const { title } = (await sample(app)).debrief
  await app.enter('Title', `${title}, told anew`)
  await saved(app)
  await part(app, 'Report')
  await app.press('Control+Shift+Enter')
  await app.waitForText(DIALOG, 'Sign off version 1.1?')
  await app.waitFor(
    async () => /Changed: 1 in the event, 1 in countermeasures and ideas\./.test(await app.value(await app.field('What changed since version 1.0'))),
    'the note to say what changed',
  )
  await app.screenshot('signoff-amend')
  await app.push('See what changed')
  await app.waitForText('dialog[open]:last-of-type', 'told anew')
  await app.screenshot('signoff-changed')
  await app.press('Escape')
  await app.push('Sign off 1.1')
  await app.gone(DIALOG)
  await app.waitForText('body', 'Signed off as version 1.1 on')
}

/** The file of a version that is chosen in the bar. */
async function written(app, number) {
  await app.choose('.picker select', number)
  await app.waitForText('.told', number === '1.0' ? 'Everybody has read it' : 'Changed: 1 in the event')
  const path = join(folder, `${number}.pdf`)
  await app.press('Control+e')
  await app.saveDialog(path)
  // The notice about the one before may still stand.
  await app.waitForText('body', `${number}.pdf`)
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
}

async function writesBoth(app) {
  const [first, second] = [await written(app, '1.0'), await written(app, '1.1')]
  assert.doesNotMatch(first, /told anew|vendor is late/)
  assert.match(second, /told anew/)
  assert.match(second, /The vendor is late/)
  assert.match(second, /Changed: 1 in the event/)
  assert.match(first, /version 1\.0/i)
  assert.match(second, /version 1\.1/i)
}

/** Undo leads back to reading back; both versions stay, and what changed nothing is 1.1 again. */
async function goesBack(app) {
  await app.press('Control+z')
  await app.waitForText('body', 'The version that was signed off stays')
  const back = await sample(app)
  assert.deepEqual(back.versions.map((v) => v.number).sort(), ['1.0', '1.1'])
  assert.equal(back.debrief.state, 'read-back')
  await app.press('Control+Shift+Enter')
  await app.waitForText(DIALOG, 'Nothing changed since version 1.1')
  await app.push('Sign off 1.1')
  await app.gone(DIALOG)
  await app.waitForText('body', 'Signed off as version 1.1 on')
  assert.equal((await sample(app)).versions.length, 2)
}

/** It is signed off while somebody types: the words are kept, and can be copied. */
async function froze(app, id) {
  await part(app, 'Prepare')
  await app.push('Amend')
  await app.waitForText('body', 'what is signed off next is 1.2')
  await app.enter('Reference', 'INC-7')
  await saved(app)
  await app.call('Versions', 'SignOff', { id: '', name: 'sign-off' }, id, '', 'Its reference.', '')
  await app.enter('Reference', 'INC-77 as typed')
  await app.waitFor(async () => (await footer(app)).includes('Both texts are kept'), 'the footer to say so')
  assert.equal(await app.value(await app.field('Reference')), 'INC-77 as typed')
  await tells(app)
  await app.push('Show the other text')
  await app.waitForText('body', 'Signed off as version 1.2 on')
  assert.equal(await app.value(await app.field('Reference')), 'INC-7')
  assert.ok(found(['INC-77 as typed'], await app.display.taken()).length > 0, 'what was typed is on the clipboard')
}

/** What is wrong is said whole in a small window with large type, and a notice does not lie over it. */
async function tells(app) {
  await app.resize(1024, 700)
  for (let i = 0; i < 10; i++) await app.press('Control+=')
  await app.push('Copy the unsaved text')
  await app.waitForText('.toast', 'is on the clipboard')
  const [footer, line, notice, last] = await app.execute(() => {
    const box = (css) => document.querySelector(css).getBoundingClientRect().toJSON()
    return ['footer', 'footer .state svg', '.toast', 'footer .leads'].map(box)
  })
  assert.ok(footer.height > 4 * line.height, `the footer has ${footer.height} px`)
  assert.ok(footer.height < 700 / 3, `the footer has ${footer.height} px of the window`)
  assert.ok(last.right <= 1024, `the last of it ends at ${last.right} px`)
  assert.ok(notice.bottom <= footer.top, `the notice lies ${notice.bottom - footer.top} px over the footer`)
  await app.screenshot('signoff-problem-200')
  assert.deepEqual(await app.audit(), [])
}

/** Opens a window on a library, with the report of the sample before one. */
async function reporting(library, work) {
  const app = await open({ library, width: 1440, height: 900 })
  try {
    await saved(app, 30_000)
    const { title } = (await sample(app)).debrief
    await reopen(app, title)
    await part(app, 'Report')
    await app.press('Control+Shift+Enter')
    await app.waitForText(DIALOG, 'Still open')
    await work(app)
  } finally {
    await app.close()
  }
}

test('what is typed at sign-off outlives Escape and a crash', { timeout: 300_000 }, async () => {
  const library = sampleAt(join(folder, 'typed.db'))
  const value = async (app, label) => app.value(await app.field(label))
  await reporting(library, async (app) => {
    await app.enter('Signed off by', 'Ines')
    await app.enter('Why it is signed off with this open', 'Tomás is away.')
    await app.press('Escape')
    await app.gone(DIALOG)
    await app.press('Control+Shift+Enter')
    await app.waitForText(DIALOG, 'Still open')
    assert.equal(await value(app, 'Why it is signed off with this open'), 'Tomás is away.')
    await app.enter('Signed off by', 'Ines Duarte')
    await saved(app)
    await app.signal('SIGKILL')
  })
  await reporting(library, async (app) => {
    assert.equal(await value(app, 'Signed off by'), 'Ines Duarte')
    assert.equal(await value(app, 'Why it is signed off with this open'), 'Tomás is away.')
    await app.push('Sign off 1.0')
    await app.gone(DIALOG)
    await app.waitFor(async () => {
      const { rows } = await app.call('Debriefs', 'List', 0, 0)
      return Object.keys((await app.call('Debriefs', 'Load', rows[0].id)).drafts).length === 0
    }, 'nothing to be typed any more')
  })
})
