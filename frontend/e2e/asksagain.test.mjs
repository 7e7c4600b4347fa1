// What is typed about a countermeasure and not said yet: it is there after the form was left, and after a crash.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { folder } from './library.mjs'
import { part, reopen, saved } from './steps.mjs'

const TITLE = 'Checkout timeouts after the price index rebuild'
const step = (name) => ({ id: randomUUID(), name })
const KILLED = 128 + 9

/** A debrief that is signed off, with what was taken on. */
async function signedOff(app) {
  const made = await app.call('Debriefs', 'New', step('new-debrief'))
  const { debrief } = await app.call('Debriefs', 'Save', step('edit-debrief'), { ...made, title: TITLE, state: 'read-back' })
  const changes = [
    { text: 'Own pool for batch jobs', state: 'doing', due: '2026-09-01' },
    { text: 'Review nine alerts', state: 'done', doneOn: '2026-09-01', checkOn: '2026-09-15' },
  ]
  for (const c of changes) {
    const record = { id: randomUUID(), debriefId: debrief.id, rev: 0, stage: 6, factorIds: [], ...c }
    await app.call('Countermeasures', 'Save', step('add-countermeasure'), record)
  }
  await app.call('Versions', 'SignOff', step('sign-off'), debrief.id, 'Ines', '', 'as it is')
  await app.press('Control+0')
  await reopen(app, TITLE)
  await part(app, 'Follow-up')
  return debrief.id
}

/** Selects the row of a countermeasure by its words, and opens a form by its key. */
async function form(app, text, key) {
  await app.waitForText('main', text)
  const id = await app.execute((t) => [...document.querySelectorAll('[data-item]')].find((r) => r.textContent.includes(t)).dataset.item, text)
  await app.click(`[data-item="${id}"] .what b`)
  await app.find(`[data-item="${id}"][aria-current]`)
  await app.press(key)
  await app.find('.form')
}

const fields = async (app, ...labels) => {
  const out = []
  for (const label of labels) out.push(await app.value(await app.field(label)))
  return out
}

async function answers(app, text, key) {
  await form(app, text, key)
  return fields(app, 'How one can tell', 'Who looked', 'Ask again on')
}

const said = ['Two rebuilds since.', 'Priya', 'in 3 weeks']

test('what is typed about a countermeasure is there after a crash', { timeout: 300_000 }, async () => {
  const library = join(folder(), 'library')
  const file = join(folder(), 'pool.csv')
  writeFileSync(file, 'at,p95\n14:00,120\n')
  let app = await open({ library, width: 1440, height: 900 })
  try {
    await saved(app)
    const id = await signedOff(app)
    await form(app, 'Review nine', '4')
    await app.enter('How one can tell', said[0])
    await app.enter('Who looked', said[1])
    await app.enter('Ask again on', said[2])
    await app.press('Escape')
    await app.gone('.form')
    const kept = await answers(app, 'Review nine', '4')
    assert.deepEqual(kept.slice(0, 2), said.slice(0, 2), 'after the form was left')
    assert.match(kept[2], /^\d{4}-\d\d-\d\d$/, 'three weeks from now is a day')
    await app.press('Escape')

    await form(app, 'Own pool', 'd')
    await app.enter('Done on', '20 Nov 2026')
    await app.push('Attach a file')
    await app.openDialog(file)
    await app.waitForText('.form', 'pool.csv is ready and goes with it.')
    await app.press('Escape')
    await part(app, 'Factors')
    await part(app, 'Follow-up')
    await form(app, 'Own pool', 'd')
    await app.waitForText('.form', 'pool.csv is ready and goes with it.')
    await app.screenshot('asksagain-file')
    await saved(app)
    assert.equal(await app.signal('SIGKILL'), KILLED)
    await app.close()

    app = await open({ library, width: 1440, height: 900 })
    await saved(app)
    await reopen(app, TITLE)
    await part(app, 'Follow-up')
    assert.deepEqual(await answers(app, 'Review nine', '4'), kept, 'after a crash')
    await app.press('Escape')
    await form(app, 'Own pool', 'd')
    assert.deepEqual(await fields(app, 'Done on'), ['20 Nov 2026'])
    await app.waitForText('.form', 'pool.csv was chosen here and is not kept yet. It has to be chosen again.')
    for (const theme of ['light', 'dark']) {
      await app.theme(theme)
      await app.screenshot(`asksagain-gone-${theme}`)
      assert.deepEqual(await app.audit(), [], theme)
    }
    await app.theme('light')
    await app.push('Choose it again')
    await app.openDialog(file)
    await app.waitForText('.form', 'pool.csv is ready and goes with it.')
    await app.press('Control+Enter')
    await app.gone('.form')
    const { whole, drafts } = await app.call('Debriefs', 'Load', id)
    assert.ok(whole.attachments.some((a) => a.name === 'pool.csv'), 'the file went with it')
    assert.deepEqual(Object.keys(drafts).filter((field) => field.startsWith('done:')), [], 'and its drafts are gone')

    // Who closes it is kept too.
    for (const text of ['Review nine', 'Own pool']) {
      await form(app, text, '1')
      await app.press('Control+Enter')
      await app.gone('.form')
    }
    await app.enter('Closed by', 'Wanjiru')
    await app.enter('A last word', 'Both were looked at.')
    await saved(app)
    assert.equal(await app.signal('SIGKILL'), KILLED)
    await app.close()
    app = await open({ library, width: 1440, height: 900 })
    await saved(app)
    await reopen(app, TITLE)
    await part(app, 'Follow-up')
    assert.deepEqual(await fields(app, 'Closed by', 'A last word'), ['Wanjiru', 'Both were looked at.'])
    await app.push('Close the debrief')
    await app.waitForText('main', 'Closed by Wanjiru')
    await app.push('Open it again')
    await app.enter('What came up', 'The alert came back.')
    await part(app, 'Factors')
    await part(app, 'Follow-up')
    assert.deepEqual(await fields(app, 'What came up'), ['The alert came back.'])
  } finally {
    await app.close()
  }
})
