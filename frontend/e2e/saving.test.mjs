// What the footer calls saved is there after kill -9, SIGTERM and the close button; what a full disk
// keeps from being saved stays in front of whoever typed it.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { disk, ownMounts } from './disk.mjs'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, capture, draft, entries, footer, reopen, saved } from './steps.mjs'

await ownMounts()

const KILLED = 128 + 9

/** A library in which the first start is over. */
const library = (dir = folder()) => sampleAt(join(dir, 'library.db'))

/** Opens a window, runs work(app), and clears up whatever happens. */
async function within(path, work) {
  const app = await open({ library: path })
  try {
    await saved(app)
    return await work(app)
  } catch (error) {
    await app.screen('saving-failed').catch(() => {})
    throw error
  } finally {
    await app.close()
  }
}

test('a title survives kill -9', { timeout: 300_000 }, async () => {
  const path = library()
  await within(path, async (app) => {
    await begin(app, 'Checkout timeouts after the rollout')
    await saved(app)
    assert.equal(await app.signal('SIGKILL'), KILLED)
  })
  await within(path, async (app) => {
    await reopen(app, 'Checkout timeouts after the rollout')
    assert.equal(
      await app.value(await app.field('Title')),
      'Checkout timeouts after the rollout',
    )
  })
})

test('a line that is not filed yet survives kill -9', { timeout: 300_000 }, async () => {
  const path = library()
  const words = '14:32 the pool graph was all red, and then'
  await within(path, async (app) => {
    await begin(app, 'Pool')
    await capture(app)
    await app.type(words)
    await saved(app)
    assert.equal(await app.signal('SIGKILL'), KILLED)
  })
  await within(path, async (app) => {
    await reopen(app, 'Pool')
    await capture(app)
    assert.equal(await draft(app), words)
    assert.deepEqual(await entries(app, 'Pool'), [])
    await app.type(' it was not\n') // and it goes on where it stopped
    await app.waitForText('[data-row]', 'the pool graph was all red, and then it was not')
    await saved(app)
    assert.equal(await draft(app), '')
  })
})

// Each ends the window while keys still arrive, with nothing waited for.
const endings = {
  SIGTERM: (app) => app.signal('SIGTERM'),
  'the close button': (app) => app.closeWindow(),
  'Ctrl+Q': async (app) => {
    await app.press('Control+q').catch(() => {}) // the page may go before it can answer
    return app.ended()
  },
}

for (const [name, end] of Object.entries(endings)) {
  test(`${name} while typing loses nothing and takes no 3 s`, { timeout: 300_000 }, async () => {
    const path = library()
    const words = 'the pool graph was all red and nobody had been told about the batch job '
    await within(path, async (app) => {
      await begin(app, 'Ended while typing')
      await capture(app)
      await app.type(words)
      // More keys are on their way when it ends; how many arrive is left open.
      const more = name === 'Ctrl+Q' ? undefined : app.type('x'.repeat(400)).catch(() => {})
      const from = Date.now()
      assert.equal(await end(app), 0, app.log())
      const took = Date.now() - from
      assert.ok(took < 3_000, `it took ${took} ms`)
      await more
    })
    await within(path, async (app) => {
      await reopen(app, 'Ended while typing')
      await capture(app)
      assert.match(await draft(app), new RegExp(`^${words}x*$`))
    })
  })
}

test('ten kills at random: every line called saved is there', { timeout: 300_000 }, async () => {
  const path = library()
  const promised = []
  let unpromised = 0
  for (let round = 0; round < 10; round++) {
    await within(path, async (app) => {
      if (round === 0) await begin(app, 'Kills')
      else await reopen(app, 'Kills')
      await capture(app)
      await app.press('Control+a', 'Delete')
      // The moment is the test's only chance, and stands for a power button: nothing is waited for.
      const wait = 300 + Math.random() * 2200
      const killed = new Promise((done) => setTimeout(() => done(app.signal('SIGKILL')), wait))
      const typed = []
      let n = 0
      let dead = false
      void killed.then(() => (dead = true))
      while (!dead) {
        const text = `${round}.${n++}`
        try {
          await app.type(`${text}\n`)
          typed.push(text)
          if ((await footer(app)).includes('All changes saved')) promised.push(...typed.splice(0))
        } catch {
          break // the kill came between
        }
      }
      unpromised += typed.length
      assert.equal(await killed, KILLED)
    })
  }
  await within(path, async (app) => {
    const there = new Set(await entries(app, 'Kills'))
    const lost = promised.filter((text) => !there.has(text))
    assert.deepEqual(lost, [])
    assert.ok(promised.length >= 10, `only ${promised.length} lines were called saved`)
    console.log(`${promised.length} lines called saved, ${unpromised} not yet, 0 lost`)
  })
})

test('a full disk while typing: said, kept, copied, saved later', { timeout: 300_000 }, async () => {
  const dir = join(folder(), 'disk')
  const small = disk(dir, '16m')
  const path = library(dir)
  let words = ''
  await within(path, async (app) => {
    await begin(app, 'Full disk')
    await capture(app)
    await app.type('filed while there was room\n')
    await saved(app)
    small.fill()
    // What the files hold already may take a few more words, so that they are typed until it is noticed.
    while (!(await footer(app)).includes('The disk is full')) {
      assert.ok(words.length < 1_000, `the disk never became full: ${await footer(app)}`)
      await app.type(`words that came when the disk was full, ${words.length} letters in, `)
      words = await draft(app)
      await app.waitFor(async () => !(await footer(app)).includes('Saving'), 'a verdict')
    }
    assert.match(await footer(app), /not saved yet.*stays in the window.*saved as soon as there is room/)
    assert.doesNotMatch(await footer(app), /All changes saved/)
    await app.screenshot('problem-disk-full-typing')
    assert.deepEqual(await app.audit(), [])

    await app.type('and more')
    words += 'and more'
    assert.equal(await draft(app), words)
    await app.push('Copy the unsaved text')
    const copied = await app.waitFor(() =>
      app.executeAsync(() => window.runtime.ClipboardGetText()),
    )
    assert.ok(copied.includes(words), copied)

    await app.click(await app.field('Write a line'))
    await app.press('Control+End', 'Enter') // a whole line waits as well
    await app.waitForText('.cap', 'and more')
    await app.type('the next line')
    await app.screenshot('problem-disk-full-line')
    assert.deepEqual(await entries(app, 'Full disk'), ['filed while there was room'])

    small.makeRoom()
    await saved(app, 15_000)
    assert.equal(await draft(app), 'the next line')
    assert.equal(await app.signal('SIGKILL'), KILLED)
  })
  await within(path, async (app) => {
    assert.deepEqual(await entries(app, 'Full disk'), [
      'filed while there was room',
      words.trim(),
    ])
    await reopen(app, 'Full disk')
    await capture(app)
    assert.equal(await draft(app), 'the next line')
  })
})
