// Something is wrong with the library: the window says what is so, nothing is changed before somebody
// chooses, and each choice does what it says.
import assert from 'node:assert/strict'
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { cli, folder, sampleAt } from './library.mjs'
import { begin, capture, entries, footer, part, reopen, saved } from './steps.mjs'
import { after, before, used, wear } from './worn.mjs'

/** A used library with lines that cannot be read any more; gives the path, their texts and the bytes. */
async function worn(count) {
  const path = join(folder(), 'library.db')
  const texts = await used(path)
  const lost = texts.slice(2, 2 + count)
  return { path, lost, data: wear(path, lost) }
}

const keptIn = (path) =>
  readdirSync(join(path, '../backups')).filter((name) => /^damaged-.*\.db$/.test(name))

/** Opens the window at the choices and waits until what is so has been found. */
async function atChoices(path, title, options = {}) {
  const app = await open({ library: path, ...options })
  await app.waitForText('h1', title)
  await app.waitForText('main', 'What would you like to do?')
  return app
}

const TITLE = 'GitLab.com primary database removed; restore from a six-hour-old copy'

test('what cannot be read is put back from the backup', { timeout: 300_000 }, async () => {
  const { path, lost, data } = await worn(6)
  let app = await atChoices(path, 'Six passages in your library cannot be read.')
  try {
    const facts = await app.text('dl')
    for (const fact of [/Passages read\s*145/, /As they were written\s*139/, /Not readable\s*6/]) {
      assert.match(facts, fact)
    }
    assert.match(await app.text('main'), /All six were found, word for word/)
    assert.match(await app.text('main'), /Sets three lines aside/)
    assert.match(await app.text('aside'), /6 lines[^]*in the backup of today/)
    assert.match(await footer(app), /Nothing is being saved until you choose/)
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('care')
    for (const key of ['2', '3', '1']) await app.press(key)
    assert.ok(readFileSync(path).equals(data), 'nothing was changed by looking')

    await app.press('Control+Enter')
    await app.waitForText('body', 'Six passages are back.')
    await saved(app)
    const kept = keptIn(path)
    assert.equal(kept.length, 1)
    assert.ok(readFileSync(join(path, '../backups', kept[0])).equals(data), 'kept byte for byte')
    const now = await entries(app, TITLE)
    for (const text of [...lost, before, ...after]) assert.ok(now.includes(text), text)
    assert.equal(await app.quit(), 0)
    assert.equal(cli('verify', '--library', path).code, 0)
    await app.close()
    app = await open({ library: path })
    await saved(app)
  } finally {
    await app.close()
  }
})

test('going back to a backup sets later lines aside, to be copied', { timeout: 300_000 }, async () => {
  const { path, lost, data } = await worn(2)
  const app = await atChoices(path, 'Two passages in your library cannot be read.', { dark: true })
  try {
    await app.push('Read and copy them')
    for (const line of after) await app.waitForText('dialog', line)
    await app.press('Escape')
    await app.gone('dialog')
    await app.press('2')
    await app.press('Control+Enter')
    await app.waitForText('body', 'The library is as it was today')
    await saved(app)
    const now = await entries(app, TITLE)
    assert.ok(now.includes(before) && now.includes(lost[0]) && !now.includes(after[0]))
    assert.ok(readFileSync(join(path, '../backups', keptIn(path)[0])).equals(data), 'kept')
    await app.waitForText('aside', 'Three lines written after that backup are not in the library.')
    assert.deepEqual(await app.audit(), [])
    await app.push('Read and copy')
    for (const line of after) await app.waitForText('dialog', line)
    await app.press('Escape')
    await app.push('Done with them')
  } finally {
    await app.close()
  }
})

test('only read for now: nothing is taken and nothing is written', { timeout: 300_000 }, async () => {
  const { path, lost, data } = await worn(3)
  const app = await atChoices(path, 'Three passages in your library cannot be read.')
  try {
    await app.press('Escape')
    await app.waitForText('footer', 'Reading only: nothing is being saved until you choose')
    await app.screenshot('care-reading-library')
    assert.deepEqual(await app.audit(), [])
    await reopen(app, TITLE)
    await app.waitForText('body', /./)
    await app.press('Control+1')
    const title = await app.field('Title')
    await app.click(title)
    await app.type('xyz')
    await app.waitForText('body', 'The library is only being read, so this would not be kept.')
    assert.equal(await app.value(title), TITLE)
    await app.press('Control+2')
    const line = await app.find('.cm-content')
    assert.equal(await app.attribute(line, 'contenteditable'), 'false')
    assert.equal(await app.attribute(line, 'aria-placeholder'), 'Reading only: nothing is written down now.')
    await app.click(line)
    await app.type('not to be kept')
    assert.doesNotMatch((await app.texts('main')).join(), /not to be kept/)
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('care-reading')
    await app.press('Control+z')
    await app.waitForText('body', 'The library is only being read, so this would not be kept.')
    const now = await entries(app, TITLE)
    for (const text of [...lost, before, ...after]) assert.ok(now.includes(text), text)
    await assert.rejects(app.call('Settings', 'Save', 'a', 'b'), /reading/)
    assert.ok(readFileSync(path).equals(data), 'nothing was written')

    await app.push('See what can be done')
    await app.waitForText('h1', 'Three passages in your library cannot be read.')
    assert.equal(await app.quit(), 0)
    assert.ok(readFileSync(path).equals(data), 'nothing was written')
  } finally {
    await app.close()
  }
})

test('reading a meeting that runs, the choices are always one step away', { timeout: 300_000 }, async () => {
  const path = join(folder(), 'library.db')
  const texts = await used(path)
  let app = await open({ library: path })
  await begin(app, 'A meeting that runs')
  await part(app, 'Meeting')
  await app.push('Start the meeting')
  await capture(app)
  await app.type('A line of a meeting that runs.\n')
  await app.waitForText('[data-row]', 'A line of a meeting that runs.')
  await saved(app)
  await app.quit()
  await app.close()
  wear(path, texts.slice(2, 4))
  app = await atChoices(path, 'Two passages in your library cannot be read.')
  try {
    for (let turn = 0; turn < 3; turn++) {
      await app.press('3')
      await app.press('Control+Enter')
      await app.waitForText('footer', 'Reading only')
      await reopen(app, 'A meeting that runs')
      await app.press('Control+2')
      await app.find('[data-row]')
      if (turn === 2) break
      await app.screenshot('care-reading-live')
      await app.push('See what can be done')
      await app.waitForText('h1', 'Two passages in your library cannot be read.')
      await app.press('Escape')
      await app.waitForText('footer', 'Reading only')
      await app.press('Control+z')
      await app.push('See what can be done')
      await app.waitForText('main', 'What would you like to do?')
    }
    assert.equal(await app.closeWindow(), 0)
  } finally {
    await app.close()
  }
})

test('copies: the file as it is, and what can be read', { timeout: 300_000 }, async () => {
  const { path, data } = await worn(1)
  const app = await atChoices(path, 'One passage in your library cannot be read.')
  try {
    const whole = join(folder(), 'whole.db')
    await app.push('saved as a library of its own')
    await app.saveDialog(whole)
    await app.waitForText('body', 'What can be read was put together in whole.db, and read again.')
    assert.equal(cli('verify', whole).code, 0)
    const copy = join(folder(), 'copy.db')
    await app.press('Control+s')
    await app.saveDialog(copy)
    await app.waitForText('body', 'The file was copied as it is to copy.db.')
    assert.ok(readFileSync(copy).equals(data))
    await app.press('Control+i')
    await app.waitForText('aside', 'Copied')
  } finally {
    await app.close()
  }
})

test('a library that is missing is not made anew unasked', { timeout: 300_000 }, async () => {
  const path = join(folder(), 'library.db')
  await used(path)
  rmSync(path)
  let app = await atChoices(path, 'Your library is not where it was.')
  try {
    assert.ok(!existsSync(path))
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('care-missing')
    assert.match(await app.text('main'), /Begin with an empty library/)
    await app.press('Control+Enter')
    await app.waitForText('body', 'The library is as it was today')
    assert.ok((await entries(app, TITLE)).includes(before))
    assert.equal(await app.quit(), 0)
    await app.close()

    rmSync(path)
    app = await atChoices(path, 'Your library is not where it was.', { dark: true })
    await app.press('2')
    await app.push('Begin anew')
    await app.waitForText('footer', 'All changes saved on this laptop')
    assert.ok(!(await entries(app, TITLE)).includes(before))
  } finally {
    await app.close()
  }
})

test('a file of which nothing is left: a backup, or a copy of it', { timeout: 300_000 }, async () => {
  const path = join(folder(), 'library.db')
  await used(path)
  truncateSync(path, 4096)
  const app = await atChoices(path, 'Your library cannot be read.')
  try {
    await app.screenshot('care-nothing')
    assert.deepEqual(await app.audit(), [])
    assert.doesNotMatch(await app.text('main'), /Only read for now/)
    await app.push('Look again')
    await app.waitForText('h1', 'Your library cannot be read.')
    await app.press('Control+Enter')
    await app.waitForText('body', 'The library is as it was today')
    await saved(app)
  } finally {
    await app.close()
  }
})

test('damage in an open library is said in passing, and saving goes on', { timeout: 300_000 }, async () => {
  const path = join(folder(), 'library.db')
  const texts = await used(path)
  const app = await open({ library: path })
  try {
    await saved(app)
    wear(path, texts.slice(2, 3))
    // It is read here first: a check of everything follows.
    await app.push(TITLE)
    await app.waitForText('aside', 'One passage cannot be read. What you write now is saved as ever')
    await app.screenshot('care-noticed')
    assert.deepEqual(await app.audit(), [])
    assert.equal(keptIn(path).length, 1)
    await begin(app, 'Written after it was noticed')
    await saved(app, 20_000)
    assert.match(await footer(app), /One passage cannot be read/)
    await app.screenshot('care-noticed-debrief')
    await app.push('See what can be done')
    await app.waitForText('h1', 'One passage in your library cannot be read.')
    await app.press('Control+Enter')
    await app.waitForText('body', 'One passage is back.')
    await saved(app)
    const { rows } = await app.call('Debriefs', 'List', 0, 0)
    assert.ok(rows.some((row) => row.title === 'Written after it was noticed'))
  } finally {
    await app.close()
  }
})

test('without a backup: the schema is gone, every line is there', { timeout: 300_000 }, async () => {
  const path = sampleAt(join(folder(), 'library.db'))
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(4000, 0x5a), 0, 4000, 100)
  closeSync(file)
  const listed = cli('list', '--library', path)
  assert.equal(listed.code, 2)
  assert.match(listed.err, /cannot be read as it was written/)
  const app = await atChoices(path, 'Part of your library is not as it was written.')
  try {
    assert.match(await app.text('aside'), /There is no backup on this laptop/)
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('care-schema')
    await app.press('Control+Enter')
    await app.waitForText('body', 'The library is in order.')
    await saved(app)
    assert.ok((await entries(app, TITLE)).length > 30)
  } finally {
    await app.close()
  }
})
