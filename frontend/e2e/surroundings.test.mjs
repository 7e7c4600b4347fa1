// Trouble with the library’s place while the window is open: said, nothing typed is lost, saved later.
// A full disk is in saving.test.mjs; what is so at the start is in problems.test.mjs.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { binary, open } from './driver.mjs'
import { cli, folder, sampleAt } from './library.mjs'
import { tool } from './tools.mjs'
import { begin, capture, draft, entries, footer, reopen, saved } from './steps.mjs'

const library = () => sampleAt(join(folder(), 'library.db'))

async function within(name, options, work) {
  const app = await open(options)
  try {
    await work(app)
  } catch (error) {
    await app.screen(`surroundings-${name}-failed`).catch(() => {})
    throw error
  } finally {
    await app.close()
  }
}

test('the file is removed while open, and put back', { timeout: 300_000 }, async () => {
  const path = library()
  const aside = join(folder(), 'aside')
  await within('removed', { library: path }, async (app) => {
    await saved(app)
    await begin(app, 'Removed')
    await capture(app)
    await app.type('filed before\n')
    await saved(app)
    const files = ['', '-wal', '-shm'].filter((end) => existsSync(path + end))
    for (const end of files) renameSync(path + end, aside + end)
    await app.type('filed while it was gone\n')
    await app.waitForText('footer', /moved or removed while it was open/)
    assert.match(await footer(app), /stays in the window\. Put the file back, or copy the text/)
    assert.doesNotMatch(await footer(app), /All changes saved/)
    await app.type('and being typed')
    assert.equal(await draft(app), 'and being typed')
    await app.screenshot('problem-removed-typing')
    assert.deepEqual(await app.audit(), [])
    assert.ok(!existsSync(path), 'nothing was made in its place')

    for (const end of files) renameSync(aside + end, path + end)
    await saved(app, 15_000)
    assert.equal(await app.signal('SIGKILL'), 137)
  })
  await within('removed', { library: path }, async (app) => {
    await saved(app)
    assert.deepEqual(await entries(app, 'Removed'), ['filed before', 'filed while it was gone'])
    await reopen(app, 'Removed')
    await capture(app)
    assert.equal(await draft(app), 'and being typed')
  })
})

test('the right to write is taken away while open', { timeout: 300_000 }, async () => {
  const path = library()
  const dir = dirname(path)
  const who = bound()
  const locked = () => {
    for (const name of readdirSync(dir)) chmodSync(join(dir, name), 0o400)
    chmodSync(dir, 0o500)
  }
  const free = () => {
    chmodSync(dir, 0o700)
    for (const name of readdirSync(dir)) chmodSync(join(dir, name), 0o600)
  }
  try {
    await within('permission', { library: path, ...who }, async (app) => {
      await saved(app)
      await begin(app, 'Permission')
      await capture(app)
      await app.type('filed before\n')
      await saved(app)
      locked()
      // The right was checked when the file was opened: what is typed goes on being saved, and is there.
      await app.type('filed without the right\n')
      await app.waitForText('[data-row]', 'without the right')
      await saved(app)
      assert.equal(cli('verify', '--library', path).code, 0)
      // A backup needs a new file, and that it cannot be made is said.
      await app.press('Control+b')
      await app.press('Control+Enter')
      await app.waitForText('[data-concerns]', /Nothing can be written to .*backups/)
      await app.screenshot('problem-permission-backup')
      assert.deepEqual(await app.audit(), [])
      free()
      await app.press('Control+Enter')
      await app.gone('[data-concerns]')
      locked()
      assert.equal(await app.signal('SIGKILL'), 137)
    })
    await within('permission', { library: path, ...who }, async (app) => {
      await app.waitForText('h1', /This account may not open the library/)
      await app.screenshot('problem-permission')
      assert.deepEqual(await app.audit(), [])
      free()
      await app.push('Try again')
      await saved(app)
      assert.deepEqual(await entries(app, 'Permission'), ['filed before', 'filed without the right'])
    })
  } finally {
    free()
  }
})

/** Options that make the rights of files hold for the window, as they do for everybody but root. */
function bound() {
  if (process.getuid() !== 0) return {}
  const script = join(folder(), 'bound')
  const without = '-dac_override,-dac_read_search'
  writeFileSync(
    script,
    `#!/bin/sh\nexec setpriv --bounding-set '${without}' --inh-caps '${without}' env LD_PRELOAD='${tool('wkauto.so')}' '${binary}' "$@"\n`,
  )
  chmodSync(script, 0o755)
  return { binary: script }
}

test('a second start beside an open window', { timeout: 300_000 }, async () => {
  const path = library()
  await within('second', { library: path }, async (first) => {
    await saved(first)
    await begin(first, 'Second start')
    await capture(first)
    await first.type('being typed here')
    await within('second', { library: path }, async (second) => {
      await second.waitForText('h1', /open in another window/)
      await first.type(', and it goes on\n')
      await first.waitForText('[data-row]', 'being typed here, and it goes on')
      await saved(first)
      assert.equal(await first.quit(), 0)
      await second.push('Try again')
      await saved(second)
      assert.deepEqual(await entries(second, 'Second start'), ['being typed here, and it goes on'])
    })
  })
})
