import assert from 'node:assert/strict'
import { journey } from './journey.mjs'

journey('Ctrl K finds what can be done and goes there', { width: 1440, height: 900 }, async (app) => {
  await app.waitForText('footer', 'saved on this laptop')
  // The sample is open: what can be done depends on where one is.
  await app.find('nav [aria-current]', 30_000)
  await app.press('Control+k')
  await app.find('dialog[open] [role="option"]')
  await app.screenshot('palette')
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.type('time')
  await app.waitForText('dialog[open]', 'Timeline')
  await app.screenshot('palette-dark')
  assert.deepEqual(await app.audit(), [])
  await app.press('Enter')
  await app.gone('dialog[open]')
  await app.waitForText('nav [aria-current]', 'Timeline')

  await app.press('Control+k')
  await app.type('nothing has this name')
  await app.waitForText('dialog[open] [role="status"]', 'Nothing by that name')
  await app.press('Escape')
  await app.gone('dialog[open]')
})
