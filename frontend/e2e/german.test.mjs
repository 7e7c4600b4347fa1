// Notes in German and English: each sentence is read in its own language, unless the debrief says which it is.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, part, saved } from './steps.mjs'

// The card speaks the language of its sentence.
const CARD = '[role="group"]:is([aria-label^="Wording"], [aria-label^="Wortwahl"])'
const LINES = '[data-region][aria-label="Lines of the meeting"]'
const TITLE = 'Zwei Sprachen'

journey('a German sentence is asked about in German', { width: 1440, height: 900 }, async (app) => {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await part(app, 'Meeting')
  await app.type('14:32 wir hätten den Pool prüfen müssen\n')
  await app.waitForText(CARD, 'hätten den Pool prüfen müssen')
  await app.waitForText(CARD, 'Was habt ihr in dem Moment gesehen?')
  await app.screenshot('german-flag')
  assert.deepEqual(await app.audit(), [])
  await app.press('F8', 'Alt+x')
  await app.type('we should have looked at the calendar\n')
  await app.waitForText(CARD, 'should have')
  await app.press('F8', 'Alt+x')

  await part(app, 'Prepare')
  const select = await app.field('Language of the notes, for the wording check')
  await app.choose(select, 'English')
  await saved(app)
  await app.screenshot('german-prepare')
  await part(app, 'Meeting')
  await app.type('das hätte auffallen müssen\n')
  await app.waitForText(LINES, 'das hätte auffallen müssen')
  await app.type('they could have known\n')
  await app.waitForText(CARD, 'could have')
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const open = await app.call('Wordings', 'Open', rows.find((row) => row.title === TITLE).id)
  assert.deepEqual(open.flatMap((o) => o.flags.map((f) => f.phrase)), ['could have'])
})
