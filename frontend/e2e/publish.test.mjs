// What is signed off is published from the window into a folder: what would be written is shown first, what is left
// out is taken back, what may not be published is told and leads to its report, and the folder is remembered.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder } from './library.mjs'
import { saved } from './steps.mjs'

const DRAWER = 'dialog[open]'

journey('what is signed off is published from the window', { width: 1440, height: 900 }, async (app) => {
  const dir = join(folder(), 'site')
  mkdirSync(dir)
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  await signed(app)
  await app.press('Control+0')
  await chooses(app, dir)
  await publishes(app, dir)
  await leavesOut(app, dir)
  await isRefused(app, dir)
})

/** The sample as a debrief of one's own, signed off. */
async function signed(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((r) => r.sample)
  const { whole } = await app.call('Debriefs', 'Load', id)
  const own = { ...whole.debrief, sample: false, state: 'read-back', facilitator: 'Zanthia Quell' }
  await app.call('Debriefs', 'Save', { id: 'own', name: 'edit-debrief' }, own)
  await app.call('Versions', 'SignOff', { id: 'signs', name: 'sign-off' }, id, 'Us', '', '')
}

const pages = (dir) => (existsSync(join(dir, 'debriefs')) ? readdirSync(join(dir, 'debriefs')) : [])
const told = (app, text) => app.waitForText(`${DRAWER} [role=status]`, text, 20_000)

async function chooses(app, dir) {
  await app.push('Publish…')
  await app.waitForText(DRAWER, 'Every debrief that is signed off')
  await app.screenshot('publish-empty')
  assert.deepEqual(await app.audit(), [])
  await app.push('Choose a folder…')
  await app.openDialog(dir, '^Choose the folder')
  await app.waitForText(DRAWER, 'New on the site')
  await app.waitForText(DRAWER, 'GitLab.com primary database')
  assert.deepEqual(readdirSync(dir), [], 'what would be written was written')
  await app.enter('What the site is called', 'Stories of ours')
  await app.enter('Where the site will be', 'https://learn.example.org/stories')
  await app.press('Enter')
  await app.waitFor(async () => (await app.call('Sites', 'List'))[0].base === 'https://learn.example.org/stories/', 'what was chosen to be kept')
  await app.waitForText(DRAWER, 'New on the site')
  await app.screenshot('publish-plan')
  await app.resize(1024, 700)
  await app.press('Control++', 'Control++', 'Control++')
  await app.screenshot('publish-plan-narrow-large')
  assert.deepEqual(await app.audit(), [])
  await app.press('Control+-', 'Control+-', 'Control+-')
  await app.resize(1440, 900)
  assert.deepEqual(await app.audit(), [])
}

async function publishes(app, dir) {
  await app.push('Publish')
  await told(app, '1 written, 0 as before, 0 taken back')
  await app.waitForText(DRAWER, 'There as it is')
  assert.equal(pages(dir).length, 1)
  assert.match(readFileSync(join(dir, 'index.html'), 'utf8'), /<h1>Stories of ours<\/h1>/)
  assert.match(readFileSync(join(dir, 'feed.xml'), 'utf8'), /https:\/\/learn\.example\.org\/stories\/debriefs\//)
  await app.screenshot('publish-done')
  assert.deepEqual(await app.audit(), [])
}

async function leavesOut(app, dir) {
  await app.push('Show it')
  await app.click(`${DRAWER} button[aria-label^="Leave out"]`)
  await app.waitForText(DRAWER, 'Will be taken back')
  await app.theme('dark')
  await app.screenshot('publish-back-dark')
  assert.deepEqual(await app.audit(), [])
  await app.push('Publish')
  await told(app, '0 written, 0 as before, 1 taken back')
  const [page] = pages(dir)
  assert.match(readFileSync(join(dir, 'debriefs', page, 'index.html'), 'utf8'), /no longer published/)
  await app.waitForText(DRAWER, 'Left out')
  // Its address tells its title still: no trace is to be left.
  await app.click(`${DRAWER} .traceless input`)
  await app.waitForText(DRAWER, 'Nothing stays where each was')
  await app.screenshot('publish-no-trace-dark')
  assert.deepEqual(await app.audit(), [])
  await app.push('Publish')
  await told(app, '0 written, 0 as before, 1 taken back')
  assert.deepEqual(pages(dir), [])
  await app.waitForText(DRAWER, 'Left out')
  await app.click(`${DRAWER} button[aria-label^="Publish it"]`)
  await app.waitForText(DRAWER, 'New on the site')
}

/** A person's name as publisher is a name like any other. */
async function isRefused(app, dir) {
  await app.enter('Who publishes', 'Zanthia Quell')
  await app.press('Enter')
  await app.waitForText(DRAWER, 'Will not be published')
  await app.waitForText(DRAWER, 'who publishes')
  await app.screenshot('publish-refused-dark')
  assert.deepEqual(await app.audit(), [])
  await app.push('Publish')
  await told(app, '1 was not published')
  for (const name of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (name.isFile() && !name.name.endsWith('.woff2')) {
      assert.doesNotMatch(readFileSync(join(name.parentPath ?? name.path, name.name), 'utf8'), /Zanthia/i, name.name)
    }
  }
  await app.click(`${DRAWER} button[aria-label^="Open its report"]`)
  await app.gone(DRAWER)
  await app.waitForText('nav [aria-current]', 'Report')
  await app.press('Control+Shift+P')
  await app.waitForText(DRAWER, dir)
}
