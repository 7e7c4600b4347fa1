// A full disk and sealed notes: what cannot be sealed is hidden with F9, kept, and sealed once there is room.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { disk, ownMounts } from './disk.mjs'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

await ownMounts()

const PASSPHRASE = 'a lamp over the harbour'
const LIST = 'nav[aria-label^="Interviews"]'
const LINE = '[data-region][aria-label="Notes"] [data-passage=""] textarea'

test('words on a full disk are hidden, kept and sealed later', { timeout: 300_000 }, async () => {
  const at = join(folder(), 'small')
  const small = disk(at, '12m')
  const app = await open({ library: sampleAt(join(at, 'library.db')) })
  const footer = async () => (await app.texts('footer')).join(' ')
  const state = () => app.call('Interviews', 'State', '')
  try {
    await begin(app, 'A full disk')
    await saved(app)
    await part(app, 'Interviews')
    await app.enter('Choose a passphrase', PASSPHRASE)
    await app.enter('The same once more', PASSPHRASE)
    await app.press('Enter')
    await app.waitForText('main h2', 'on paper')
    await app.click('main .have input')
    await app.push('Go on')
    await app.find(LIST)
    await app.push('Add an interview')
    await app.enter('Somebody else, by name', 'Quillfeather')
    await app.press('Enter')
    await app.find(`${LINE}:focus`)
    small.fill()
    for (let n = 0; !(await footer()).includes('Not sealed yet'); n++) {
      assert.ok(n < 200, await footer())
      await app.type('words that came when the disk was full, ')
    }
    await app.type('the last ones')
    const words = await app.value(LINE)

    await app.press('F9')
    await app.waitFor(async () => (await state()).owed, 'hidden and not let go of')
    await app.press('F9')
    await app.waitForText('main', 'could not be sealed yet')
    await app.screenshot('interview-owed')
    assert.deepEqual(await app.audit(), [])
    const page = await app.execute(() => document.body.innerHTML)
    assert.ok(!page.includes('Quillfeather') && !page.includes('the last ones'))

    // Whoever comes back has them; then there is room, and they are sealed and locked.
    await app.enter('Passphrase', PASSPHRASE)
    await app.press('Enter')
    await app.find(LIST)
    assert.equal(await app.value(LINE), words)
    await app.press('F9')
    await app.waitFor(async () => (await state()).owed, 'hidden again')
    small.makeRoom()
    await app.waitFor(async () => !(await state()).owed, 'sealed and locked')
    await app.press('F9')
    await app.enter('Passphrase', PASSPHRASE)
    await app.press('Enter')
    await app.find(LIST)
    assert.equal(await app.value(LINE), words)
  } finally {
    await app.close()
  }
})
