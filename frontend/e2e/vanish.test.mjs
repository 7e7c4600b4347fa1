// Taking back "new debrief" takes the screen from under the caret: it is said, and no key goes nowhere.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, saved } from './steps.mjs'

const titles = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows.map((r) => r.title)

journey('what is typed after the debrief was taken back is kept', {}, async (app) => {
  await app.push('Library')
  await begin(app, 'Alpha')
  await app.click(await app.field('Title'))
  await app.press('End')
  await app.type(' beta')
  await saved(app)
  await app.press('Control+z', 'Control+z')
  await app.waitForText('body', 'The new debrief was taken back')
  await app.type(' gamma')
  await app.waitForText('body', 'Typed since: “ gamma”')
  assert.ok(!(await titles(app)).some((title) => title.includes('Alpha')))
  assert.ok(
    await app.execute(() => document.activeElement?.closest('[data-row]') !== null),
    'the focus is on the list',
  )
  await app.press('Control+Shift+z', 'Control+Shift+z')
  await app.waitFor(async () => (await titles(app)).includes('Alpha beta'), 'the debrief is back')
})
