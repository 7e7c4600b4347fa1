// One debrief as a file of its own, through the window and the system's own dialogs: saved, opened beside
// what changed since, taken, undone, kept beside, and taken in where it was removed.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { journey } from './journey.mjs'
import { cli, folder, sampleAt } from './library.mjs'
import { saved } from './steps.mjs'

const SAMPLE = 'GitLab.com primary database removed'
const DIALOG = 'dialog[open]'

/** The library's rows, as the backend holds them. */
const rows = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows
const sample = async (app) => (await rows(app)).find((r) => r.sample)
const load = async (app, id) => (await app.call('Debriefs', 'Load', id)).whole

/** Everything a debrief says, without revisions, which every library counts by itself. */
const said = (whole) =>
  JSON.parse(JSON.stringify(whole, (key, value) => (key === 'rev' ? undefined : value)))

/** Opens the menu of a row and chooses something. */
async function menu(app, title, item) {
  await app.push(`More for ${title}`)
  await app.push(item)
}

/** Opens a file from the library's screen. */
async function openFile(app, path) {
  await app.press('Control+o')
  await app.openDialog(path)
}

/** Changes the first entry of the sample behind the screen's back, and shows the library again. */
async function edit(app, text) {
  const { id } = await sample(app)
  const { entries } = await load(app, id)
  await app.call('Entries', 'Save', { id: '', name: 'edit-entry' }, { ...entries[0], text })
  return entries[0].text
}

async function look(app, name) {
  const found = []
  for (const theme of ['light', 'dark']) {
    await app.theme(theme)
    await app.screenshot(`bundles-${name}-${theme}`)
    for (const violation of await app.audit()) found.push(`${theme}: ${violation}`)
  }
  await app.theme('light')
  assert.deepEqual(found, [], name)
}

journey(
  'a debrief goes into a file and comes back',
  { width: 1440, height: 900, library: sampleAt(join(folder(), 'library.db')), timeout: 300_000 },
  async (app) => {
    await saved(app)
    await app.waitForText('main', SAMPLE)
    const path = join(folder(), 'handed-over')
    const mine = said(await load(app, (await sample(app)).id))

    await menu(app, (await sample(app)).title, 'Save as a file…')
    await app.saveDialog(path)
    await app.waitForText('body', 'handed-over.secondstory is written')
    const file = `${path}.secondstory`
    assert.ok(existsSync(file), 'the file has the ending it needs')
    // Nothing that was not chosen is replaced: the dialog asked about another name.
    const bytes = readFileSync(file)
    await menu(app, (await sample(app)).title, 'Save as a file…')
    await app.saveDialog(path)
    await app.waitForText(DIALOG, 'There is something at')
    assert.deepEqual(readFileSync(file), bytes)
    await app.press('Escape')
    await app.gone(DIALOG)

    await openFile(app, file)
    await app.waitForText(DIALOG, 'Already here, word for word')
    await look(app, 'same')
    await app.press('Escape')
    await app.gone(DIALOG)

    const was = await edit(app, 'Something else was typed here since')
    await openFile(app, file)
    await app.waitForText(DIALOG, 'the two differ')
    assert.equal(await app.count(`${DIALOG} [role=option]`), 1)
    const shown = await app.text(`${DIALOG} [role=option]`)
    assert.match(shown, /Changed/)
    assert.ok(shown.includes('Something else was typed here since'), shown)
    assert.ok(shown.replace(/\s+/g, ' ').includes(was.replace(/\s+/g, ' ').slice(0, 60)), shown)
    await look(app, 'one-line')
    // Enter on the list chooses nothing, Escape changes nothing.
    await app.press('Enter')
    assert.equal(await app.count(DIALOG), 1)
    await app.press('Escape')
    await app.gone(DIALOG)
    assert.equal(
      (await load(app, (await sample(app)).id)).entries[0].text,
      'Something else was typed here since',
    )

    await openFile(app, file)
    await app.push('Take theirs as a new version')
    await app.waitForText('body', 'now says what the file says')
    await app.gone(DIALOG)
    assert.deepEqual(said(await load(app, (await sample(app)).id)), mine)
    await app.push('Undo')
    await app.waitForText('body', 'Taken back: import of a debrief')
    assert.equal(
      (await load(app, (await sample(app)).id)).entries[0].text,
      'Something else was typed here since',
    )

    await openFile(app, file)
    await app.push('Keep both')
    await app.waitForText('main', `${SAMPLE}`)
    await app.waitForText('[aria-current=true]', '(from a file)')
    const both = await rows(app)
    assert.equal(both.length, 2)
    const copy = await load(app, both.find((r) => !r.sample).id)
    assert.deepEqual(
      copy.entries.map((e) => e.text),
      mine.entries.map((e) => e.text),
    )
    assert.equal(
      (await load(app, (await sample(app)).id)).entries[0].text,
      'Something else was typed here since',
    )
    await app.press('Control+z')
    await app.waitFor(async () => (await rows(app)).length === 1, 'the copy to go')

    // Removed here, and taken in again from the file: as it was when the file was written.
    await menu(app, (await sample(app)).title, 'Remove')
    await app.waitFor(async () => (await rows(app)).length === 0, 'the sample to go')
    await openFile(app, file)
    await app.waitForText(DIALOG, 'Add this debrief to the library?')
    await look(app, 'fresh')
    await app.press('Enter')
    await app.waitForText('body', 'is in the library.')
    assert.deepEqual(said(await load(app, (await sample(app)).id)), mine)
    // Undo takes the import back, then the removal: what was typed since is there again.
    await app.press('Control+z')
    await app.waitFor(async () => (await rows(app)).length === 0, 'the import to be taken back')
    await app.press('Control+z')
    await app.waitFor(async () => (await rows(app)).length === 1, 'the removal to be taken back')
    assert.equal(
      (await load(app, (await sample(app)).id)).entries[0].text,
      'Something else was typed here since',
    )
  },
)

journey(
  'many differences are walked through with the keys',
  { width: 1440, height: 900, library: sampleAt(join(folder(), 'library.db')), timeout: 300_000 },
  async (app) => {
    await saved(app)
    const file = join(folder(), 'sample.secondstory')
    const { id } = await sample(app)
    const { code, err } = cli('bundle', id, '--library', app.library, '-o', file)
    assert.equal(code, 0, err)
    const { entries, factors, debrief, participants, countermeasures } = await load(app, id)
    const step = { id: '', name: 'edit-entry' }
    for (const [i, e] of entries.entries()) {
      const words = e.text.split(' ')
      words.splice(2, 1, 'otherwise')
      if (i % 3 === 0)
        await app.call('Entries', 'Save', step, {
          ...e,
          text: words.join(' '),
          source: 'the channel',
        })
    }
    await app.call('Factors', 'Delete', step, {
      noun: 'factor',
      id: factors[0].id,
      debriefId: id,
      rev: 0,
    })
    await app.call('Participants', 'Save', step, {
      ...participants[0],
      role: 'On call that night',
      newcomer: true,
    })
    await app.call('Countermeasures', 'Save', step, {
      ...countermeasures[0],
      due: '2017-03-01',
      state: 'doing',
    })
    await app.call('Debriefs', 'Save', step, {
      ...debrief,
      impact: { ...debrief.impact, data: '300 GB of it' },
    })
    for (let i = 0; i < 120; i++) {
      const entry = {
        ...entries[0],
        id: `only-here-${i}`,
        rev: 0,
        text: `Only here, line ${i + 1}`,
      }
      await app.call('Entries', 'Save', step, entry)
    }
    await openFile(app, file)
    await app.waitForText(DIALOG, '120 only here')
    await look(app, 'many-1440')
    const current = () => app.text(`${DIALOG} [aria-selected=true]`)
    const first = await current()
    await app.press('ArrowDown')
    await app.waitFor(async () => (await current()) !== first, 'the next line')
    await app.press('End')
    await app.waitFor(async () => (await current()) !== first, 'the last line')
    assert.ok(
      await app.execute(() => {
        const list = document.querySelector('dialog [role=listbox]').getBoundingClientRect()
        const line = document.querySelector('dialog [aria-selected=true]').getBoundingClientRect()
        return line.top >= list.top - 1 && line.bottom <= list.bottom + 1
      }),
      'the line walked to is in view',
    )
    await app.resize(1024, 700)
    await app.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown')
    await look(app, 'many-1024')
    await app.press('Escape')
    await app.gone(DIALOG)
    for (let i = 0; i < 10 && (await zoom(app)) < 2; i++) await app.press('Control+=')
    assert.equal(await zoom(app), 2)
    await openFile(app, file)
    await app.waitForText(DIALOG, '120 only here')
    for (const name of ['Keep both', 'Take theirs as a new version', 'Change nothing']) {
      assert.ok(await reachable(app, await app.button(name)), `${name} is in view at 200 %`)
    }
    await look(app, 'many-zoomed')
    await app.resize(1440, 900)
    await look(app, 'many-zoomed-1440')
  },
)

const zoom = (app) =>
  app.execute(
    () => Number(getComputedStyle(document.documentElement).getPropertyValue('--zoom')) || 1,
  )

/** Whether an element is in the window once it was scrolled to. */
const reachable = (app, element) =>
  app.execute((e) => {
    e.scrollIntoView({ block: 'nearest' })
    const box = e.getBoundingClientRect()
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return box.top >= 0 && box.bottom <= innerHeight && (hit === e || e.contains(hit))
  }, element)

journey(
  'a file that is no debrief says so and changes nothing',
  { width: 1440, height: 900, library: sampleAt(join(folder(), 'library.db')), timeout: 300_000 },
  async (app) => {
    await saved(app)
    const good = join(folder(), 'good.secondstory')
    cli('bundle', (await sample(app)).id, '--library', app.library, '-o', good)
    const bytes = readFileSync(good)
    const before = said(await load(app, (await sample(app)).id))
    const files = {
      'no-bundle.secondstory': [
        Buffer.from('Dear all, attached is the debrief.'),
        'is not a Second Story bundle',
      ],
      'cut-short.secondstory': [
        bytes.subarray(0, bytes.length / 2),
        'is not as it is written|is not as it was written',
      ],
      'empty.secondstory': [Buffer.alloc(0), 'is not a Second Story bundle'],
    }
    const dir = folder()
    for (const [name, [data, sentence]] of Object.entries(files)) {
      writeFileSync(join(dir, name), data)
      await openFile(app, join(dir, name))
      await app.waitForText(DIALOG, new RegExp(sentence))
      const text = await app.text(DIALOG)
      assert.match(text, /This file was not opened/)
      assert.match(text, /Nothing was changed/)
      assert.ok(text.includes(basename(name)), text)
      if (name.startsWith('no-bundle')) await look(app, 'refused')
      await app.press('Escape')
      await app.gone(DIALOG)
    }
    await app.press('Control+o')
    await app.cancelDialog()
    assert.equal(await app.count(DIALOG), 0)
    assert.deepEqual(said(await load(app, (await sample(app)).id)), before)

    // A dropped file neither takes the window away nor is it taken.
    const html = await app.execute(() => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], 'x.secondstory'))
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })
      document.querySelector('main').dispatchEvent(drop)
      return drop.defaultPrevented
    })
    assert.ok(html, 'the web view does not go to a dropped file')
    await app.waitForText('body', 'A dropped file is left where it is')

    // Another file from where the first was refused; what is written meanwhile makes it another question.
    await openFile(app, join(dir, 'empty.secondstory'))
    await app.find(DIALOG)
    await app.push('Choose another file…')
    await edit(app, 'typed before')
    await app.openDialog(good)
    await app.waitForText(DIALOG, 'the two differ')
    await edit(app, 'typed meanwhile')
    await app.push('Take theirs as a new version')
    await app.waitForText(DIALOG, 'was changed after the file was opened')
    assert.equal((await load(app, (await sample(app)).id)).entries[0].text, 'typed meanwhile')
  },
)
