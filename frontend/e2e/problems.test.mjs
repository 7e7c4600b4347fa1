// A library that cannot be opened: a calm window says why, nothing is changed, and it opens once it can.
// What is damaged or missing is in care.test.mjs.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { disk, ownMounts } from './disk.mjs'
import { open } from './driver.mjs'
import { cli, folder, sampleAt } from './library.mjs'

await ownMounts()

/** Overwrites bytes of a file in place. */
function patch(path, at, bytes) {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.from(bytes), 0, bytes.length, at)
  closeSync(file)
}

const content = (path) =>
  existsSync(path) && statSync(path).isFile() ? readFileSync(path).toString('base64') : 'no file'

/**
 * Each: name of the picture; spoil(path) puts the trouble there and returns how to take it away; title and
 * says are what the window shows; list is false where the command line can read all the same.
 */
const states = [
  {
    name: 'newer',
    title: /written by a newer version/,
    says: /format 99.*open it with the newer version/i,
    spoil(path) {
      patch(sampleAt(path), 60, [0, 0, 0, 99]) // user_version of SQLite's header
      return () => sampleAt(path)
    },
  },
  {
    name: 'foreign-text',
    title: /not a Second Story library/,
    says: /Move it elsewhere/,
    spoil(path) {
      writeFileSync(path, 'Groceries: milk, bread, a very long list of other things.\n'.repeat(20))
      return () => sampleAt(path)
    },
  },
  {
    name: 'foreign-database',
    title: /not a Second Story library/,
    says: /Move it elsewhere/,
    spoil(path) {
      patch(sampleAt(path), 68, [...Buffer.from('abcd')]) // application_id of SQLite's header
      return () => rmSync(path)
    },
  },
  {
    name: 'folder',
    title: /folder is in the library’s place/,
    says: /Move the folder elsewhere/,
    spoil(path) {
      mkdirSync(path)
      return () => rmdirSync(path)
    },
  },
  {
    name: 'read-only',
    title: /Nothing can be written where the library is/,
    says: /Copy the file to a place you can write to/,
    spoil(path) {
      const place = disk(dirname(path), '4m')
      sampleAt(path)
      place.readOnly()
      return place.writable
    },
  },
  {
    name: 'read-only-empty',
    title: /Nothing can be written where the library is/,
    says: /try again once this place can be written to/,
    spoil(path) {
      const place = disk(dirname(path), '8m')
      place.readOnly()
      return place.writable
    },
  },
  {
    name: 'disk-full',
    title: /The disk is full/,
    says: /Make some room/,
    spoil(path) {
      const place = disk(dirname(path), '8m')
      sampleAt(path)
      place.fill()
      return place.makeRoom
    },
  },
  {
    name: 'disk-full-empty',
    title: /The disk is full/,
    says: /Make some room/,
    fresh: true, // an empty file may stay: a library is made there later
    spoil(path) {
      const place = disk(dirname(path), '8m')
      place.fill()
      return place.makeRoom
    },
  },
  {
    name: 'locked',
    title: /open in another window/,
    says: /Go on there, or close that window/,
    list: false,
    async spoil(path) {
      const first = await open({ library: sampleAt(path) })
      await drawn(first)
      return { cure: () => first.quit(), clear: () => first.close() }
    },
  },
]

for (const state of states) {
  test(`${state.name}: says why, changes nothing, opens later`, { timeout: 300_000 }, async () => {
    const own = ['read-only', 'disk-full'].some((kind) => state.name.startsWith(kind))
    const path = join(folder(), own ? 'disk' : '.', 'library.db')
    const spoilt = await state.spoil(path)
    const { cure, clear } = typeof spoilt === 'function' ? { cure: spoilt } : spoilt
    const before = content(path)
    const unchanged = () =>
      assert.ok(content(path) === before || (state.fresh && statSync(path).size === 0), 'unchanged')
    let app
    try {
      if (state.list !== false) {
        const listed = cli('list', '--library', path)
        assert.equal(listed.code, 2)
        assert.equal(listed.out, '')
        if (before !== 'no file' || state.name === 'folder') assert.match(listed.err, state.says)
        else assert.match(listed.err, /There is no library at/)
        unchanged()
      }
      app = await open({ library: path })
      await app.waitForText('h1', state.title)
      const told = await app.text('.lead')
      assert.match(told, state.says)
      assert.match(told, /[Nn]othing was changed/)
      assert.match(await app.text('footer'), /Nothing is open, so there is nothing to save/)
      await app.screenshot(`problem-${state.name}`)
      assert.deepEqual(await app.audit(), [])
      unchanged()

      await app.push('Try again') // nothing has changed: it says so
      await app.waitForText('main', /Tried again at .* still so/)
      assert.match(await app.text('h1'), state.title)
      unchanged()

      await cure()
      await app.push('Try again')
      await drawn(app)
      await app.gone('.lead')
      await app.waitForText('body', 'GitLab')
      assert.equal(await app.quit(), 0)
      const listed = cli('list', '--library', path)
      assert.equal(listed.code, 0, listed.err)
      assert.match(listed.out, /GitLab/)
    } catch (error) {
      await app?.screen(`problem-${state.name}-failed`).catch(() => {})
      throw error
    } finally {
      await app?.close()
      await clear?.()
    }
  })
}

test('Escape ends it and leaves the file as it is', { timeout: 300_000 }, async () => {
  const path = join(folder(), 'library.db')
  writeFileSync(path, 'not a library')
  const app = await open({ library: path })
  try {
    await app.waitForText('h1', /not a Second Story library/)
    await app.press('Escape').catch(() => {}) // the page may go before it can answer
    assert.equal(await app.ended(), 0)
    assert.equal(readFileSync(path, 'utf8'), 'not a library')
  } finally {
    await app.close()
  }
})

// The footer says so once the library has been read.
const drawn = (app) => app.waitForText('footer', 'saved on this laptop')
