// Backups as somebody sees them: made, looked at, restored and restored back; where they go; what is worth
// knowing about the place of the library and about the clock.
import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { cli, folder, libraryOf, sampleAt } from './library.mjs'
import { begin, capture, saved } from './steps.mjs'

/** Opens a window on a library, runs work(app), and clears up whatever happens. */
async function within(name, library, work) {
  const app = await open({ library })
  try {
    await saved(app)
    return await work(app)
  } catch (error) {
    await app.screen(`backups-${name}-failed`).catch(() => {})
    console.error(app.log())
    throw error
  } finally {
    await app.close()
  }
}

const library = (dir = folder()) => sampleAt(join(dir, 'library.db'))
const rows = (app) => app.count('[data-backup]')
const titles = async (app) =>
  (await app.call('Debriefs', 'List', 0, 0)).rows.map((row) => row.title)

async function backups(app) {
  await app.press('Control+b')
  await app.waitForText('h1', 'Backups')
}

/** Makes a backup of the time in a name out of another, note and all. */
function copyAs(dir, from, at) {
  const name = `library-${at.toISOString().slice(0, 16).replace('T', '-').replace(':', '')}.db`
  copyFileSync(join(dir, from), join(dir, name))
  copyFileSync(join(dir, `${from}.json`), join(dir, `${name}.json`))
  return name
}

const files = (dir) => readdirSync(dir).filter((name) => /^library-.*\.db$/.test(name))

test('restored, and what was there restored again', { timeout: 300_000 }, async () => {
  await within('restore', library(), async (app) => {
    await backups(app)
    await app.waitForText('main', 'There is no backup yet')
    await app.press('Control+Enter')
    await app.waitFor(async () => (await rows(app)) === 1, 'the first backup')
    await app.waitForText('[data-aside]', 'Nothing was written since')
    await app.press('Escape')

    await begin(app, 'Pool exhausted')
    await capture(app)
    await app.type('14:02 the pool graph was all red\n')
    await app.type('14:05 nobody had been told about the batch job\n')
    await app.waitForText('[data-row]', 'batch job')
    await app.type('and this is not filed yet')
    await saved(app)

    await backups(app)
    const aside = await app.waitForText('[data-aside]', 'nobody had been told')
    assert.match(aside, /Since then: 3 written, 1 being typed/)
    assert.match(aside, /being typed/)
    assert.match(aside, /and this is not filed yet/)
    await app.screenshot('backups-look')
    await app.press('Enter')
    const asked = await app.waitForText('.ask', 'in the library’s place')
    assert.match(asked, /What is there now is kept as a backup first\. 4 changes made since today .* stay in that backup/)
    await app.screenshot('backups-ask')
    assert.deepEqual(await app.audit(), [])
    await app.press('Escape')
    await app.gone('.ask') // asked for nothing, changed nothing
    assert.ok((await titles(app)).includes('Pool exhausted'))

    await app.press('Enter')
    await app.find('.ask')
    await app.press('Enter') // the focus is on Restore
    await app.waitForText('[aria-label="What was just done"], body', 'newest backup in the list')
    await app.waitForText('body', 'GitLab')
    assert.ok(!(await titles(app)).includes('Pool exhausted'))
    await app.screenshot('backups-restored')

    await backups(app)
    await app.waitFor(async () => (await rows(app)) === 2, 'what was there before')
    assert.match(await app.waitForText('[data-aside]', 'It brings back'), /Nothing was written since|not in the library now/)
    await app.push('Restore…')
    await app.find('.ask')
    await app.press('Enter')
    await app.waitForText('[data-row]', 'Pool exhausted')
    const { rows: all } = await app.call('Debriefs', 'List', 0, 0)
    const { whole, drafts } = await app.call('Debriefs', 'Load', all.find((r) => r.title === 'Pool exhausted').id)
    assert.deepEqual(whole.entries.map((e) => e.text), [
      'the pool graph was all red',
      'nobody had been told about the batch job',
    ])
    assert.ok(Object.values(drafts).some((text) => text.includes('not filed yet')), JSON.stringify(drafts))
  })
})

test('a quarter of backups, in both themes and all sizes', { timeout: 300_000 }, async () => {
  const dir = folder()
  const path = library(dir)
  const own = join(dir, 'backups')
  assert.equal(cli('backup', '--library', path).code, 0)
  const [first] = files(own)
  const now = Date.now()
  const hour = 3_600_000
  const ages = [1, 2, 3, 5, 6, 7, 21, 22, 46, 47, 70, 96, 120, 168, 200, 264, 400, 500, 700, 900, 1200, 1500, 2000]
  for (const age of ages) copyAs(own, first, new Date(now - age * hour))
  writeFileSync(join(own, 'library-2026-01-05-0900.db'), readFileSync(join(own, first)))
  await within('pictures', path, async (app) => {
    await begin(app, 'Checkout timeouts after the price index rebuild')
    await saved(app)
    await backups(app)
    await app.waitFor(async () => (await rows(app)) === ages.length + 2, 'all of them')
    assert.match(await app.attribute('svg[role="img"]', 'aria-label'), /25 backups: \d+ of the last day/)
    await app.waitForText('[data-aside]', 'price index rebuild')

    for (const name of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await app.press(name)
    const at = () => app.execute(() => document.activeElement.dataset.backup)
    const second = await app.attribute('[data-backup]:nth-child(2)', 'data-backup')
    await app.waitFor(async () => (await at()) === second, 'the second of the list')

    for (const theme of ['light', 'dark']) {
      await app.theme(theme)
      for (const [width, height] of [[1440, 900], [1024, 700]]) {
        await app.resize(width, height)
        await app.screenshot(`backups-${theme}-${width}`)
        assert.deepEqual(await app.audit(), [], `${theme} ${width}`)
      }
    }
    await app.theme('light')
    await app.resize(1440, 900)
    for (let i = 0; i < 6; i++) await app.press('Control++')
    await app.screenshot('backups-large')
    assert.deepEqual(await app.audit(), [])
    for (let i = 0; i < 6; i++) await app.press('Control+-')

    await app.push('Check this library')
    assert.match(await app.waitForText('[data-checked]', 'as it was written'), /2 debriefs/)
    await app.press('?')
    assert.match(await app.text('dialog'), /Backups\s+Ctrl B/)
    await app.press('Escape')
    await app.waitFor(() => app.execute(() => !document.querySelector('dialog')), 'the sheet to be gone')
    await app.press('Escape')
    await app.waitForText('footer', /Last backup .*, reopened and verified/)
    await app.screenshot('backups-footer')
  })
})

test('a folder of one’s own choice, and one that is away', { timeout: 300_000 }, async () => {
  const dir = folder()
  const stick = join(folder(), 'stick')
  mkdirSync(stick)
  await within('folder', library(dir), async (app) => {
    await backups(app)
    await app.push('Change…')
    await app.cancelDialog('^Choose a folder')
    await app.push('Change…')
    await app.openDialog(stick, '^Choose a folder')
    await app.waitForText('code', stick)
    // It is made there at once, and not an hour later.
    await app.waitFor(() => files(stick).length === 1, 'a backup in the chosen folder')
    await app.waitFor(async () => (await rows(app)) === 1, 'its line')

    renameSync(stick, `${stick}-pulled`)
    await app.press('Control+Enter')
    await app.waitForText('[data-concerns]', /folder for backups is not there/)
    await app.waitForText('[data-concerns]', 'Until then backups go to the app’s own folder')
    assert.equal(files(join(dir, 'backups')).length, 1)
    await app.screenshot('backups-away')
    assert.deepEqual(await app.audit(), [])
    await app.press('Escape')
    await app.waitForText('aside [data-concerns]', /folder for backups is not there/)
    await app.screenshot('backups-away-library')
    assert.deepEqual(await app.audit(), [])

    renameSync(`${stick}-pulled`, stick)
    await app.press('Control+b')
    await app.press('Control+Enter')
    await app.gone('[data-concerns]')
    await app.push('Use the app’s own')
    await app.waitForText('code', join(dir, 'backups'))
  })
})

test('a backup from elsewhere', { timeout: 300_000 }, async () => {
  const dir = folder()
  const other = library(dir)
  assert.equal(cli('backup', '--library', other, '-o', dir).code, 0)
  const file = join(dir, 'elsewhere.db')
  renameSync(join(dir, files(dir)[0]), file)
  writeFileSync(join(dir, 'groceries.db'), 'milk, bread')
  await within('elsewhere', library(), async (app) => {
    await begin(app, 'Only here')
    await saved(app)
    await backups(app)
    await app.push('Restore a file from elsewhere…')
    await app.openDialog(join(dir, 'groceries.db'), '^Open a backup')
    await app.waitForText('main', 'is not a Second Story library')
    await app.push('Restore a file from elsewhere…')
    await app.openDialog(file, '^Open a backup')
    await app.waitForText('h3', 'elsewhere.db')
    await app.waitForText('[data-aside]', 'Only here')
    await app.push('Restore…')
    await app.push('Restore')
    await app.waitForText('body', 'What was there before is the newest backup')
    assert.ok(!(await titles(app)).includes('Only here'))
  })
})

test('a library in a folder that a service keeps in step', { timeout: 300_000 }, async () => {
  const dir = join(folder(), 'Dropbox')
  mkdirSync(dir)
  await within('sync', library(dir), async (app) => {
    await app.waitForText('aside [data-concerns]', 'in a folder that Dropbox keeps in step')
    await app.screenshot('backups-sync')
    assert.deepEqual(await app.audit(), [])
    await app.push('Backups')
    await app.waitForText('h1', 'Backups')
    await app.push('Change…')
    await app.openDialog(dir, '^Choose a folder')
    await app.waitForText('body', 'Dropbox keeps that folder in step')
    await app.waitForText('code', join(dir, 'backups'))
  })
})

test('a clock that is behind the last change', { timeout: 300_000 }, async () => {
  const ahead = new Date(Date.now() + 3 * 365 * 86_400_000)
  const path = libraryOf(join(folder(), 'library.db'), ahead.toISOString().replace(/\.\d+/, ''))
  await within('clock', path, async (app) => {
    const said = await app.waitForText('aside [data-concerns]', 'This laptop’s clock says')
    assert.match(said, new RegExp(`the last change was written at .*${ahead.getUTCFullYear()}`))
    await app.screenshot('backups-clock')
    assert.deepEqual(await app.audit(), [])
    // A line of now settles it.
    await begin(app, 'Written now')
    await saved(app)
    await backups(app)
    await app.gone('[data-concerns]')
    await app.press('Control+Enter')
    await app.waitFor(async () => (await rows(app)) === 1, 'a backup')
  })
})

test('without a chosen folder the command line finds the same backups', { timeout: 300_000 }, () => {
  const path = library()
  const made = cli('backup', '--library', path)
  assert.equal(made.code, 0, made.err)
  rmSync(path)
  const [name] = files(join(path, '..', 'backups'))
  assert.equal(cli('restore', '--library', path, join(path, '..', 'backups', name)).code, 0)
})
