// Looking through everything: Ctrl F from anywhere, filters, names that are nearly right, and back again.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { focus } from './bykey.mjs'
import { folder, sampleAt } from './library.mjs'
import { part, reopen, saved } from './steps.mjs'

const SAMPLE = 'GitLab.com primary database removed; restore from a six-hour-old copy'
const HITS = '#search-hits'
const QUERY = 'input[role="combobox"]'
const PARTS = 'nav[aria-label="Parts of the debrief"]'
const options = () => ({ width: 1440, height: 900, library: sampleAt(join(folder(), 'library.db')) })

/** Types another question over the one that is there. */
async function ask(app, question) {
  await app.press('Control+a')
  await app.type(question)
}

journey('everything is found from anywhere', options(), async (app) => {
  await saved(app)
  await app.waitForText('main', SAMPLE)
  // In the library the field narrows titles at once, and Enter looks through everything.
  await app.press('Control+f')
  await app.type('replica')
  await app.waitForText('main', 'Search everything for “replica”')
  await app.press('Enter')
  await app.waitForText(HITS, SAMPLE)
  assert.equal(await app.value(QUERY), 'replica')
  await app.waitForText('main', 'Interview notes are sealed and not searched.')
  assert.ok((await app.texts(`${HITS} mark`)).every((m) => /replic/i.test(m)), 'what was found is marked')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('search-found')
  await app.press('Escape')
  await app.waitForText('main', 'Bring in old reports')

  // From a part of a debrief, with what was asked last; Escape goes back to that part.
  await reopen(app, SAMPLE)
  await part(app, 'Factors')
  await app.press('Control+f')
  await app.waitForText(HITS, SAMPLE)
  assert.equal(await app.value(QUERY), 'replica')
  await app.press('Escape')
  await app.waitForText(`${PARTS} [aria-current]`, 'Factors')
  // The timeline has a nearer meaning for Ctrl F; with Shift it is everything there too.
  await part(app, 'Timeline')
  await app.press('Control+Shift+f')
  await app.waitForText(HITS, SAMPLE)

  // The arrows walk, Enter opens the debrief at that very record.
  await ask(app, 'streaming restore')
  await app.waitForText(`${HITS} [aria-selected="true"]`, 'A streaming restore of the database')
  await app.press('Enter')
  await app.waitForText(`${PARTS} [aria-current]`, 'Factors')
  await app.waitFor(async () => /A streaming restore/.test(await at(app)), 'the focus to be at the countermeasure')
})

/** What the record says that has the focus. */
const at = (app) =>
  app.execute(() => {
    const record = document.activeElement.closest('[data-record]')
    const fields = [...(record?.querySelectorAll('textarea, input') ?? [])].map((f) => f.value)
    return [record?.innerText, ...fields].join(' ')
  })

journey('filters complete themselves and stand as chips', options(), async (app) => {
  await saved(app)
  await app.waitForText('main', SAMPLE)
  await app.press('Control+f', 'Control+f')
  await app.waitForText('main', 'What is to be found?')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('search-empty')
  await app.type('kind:in')
  await app.waitForText('ul[role=listbox]', 'incident')
  await app.screenshot('search-values')
  await app.press('Enter')
  assert.equal(await app.value(QUERY), 'kind:incident ')
  await app.type('owner:me database')
  await app.waitForText('main', 'Who is “me”?')
  await app.screenshot('search-me')
  await app.enter('Your name', 'Ines Duarte')
  await app.push('That is me')
  await app.waitForText('ul[aria-label="Filters"]', 'me: Ines Duarte')
  await app.push('Take out owner:me')
  await app.waitForText(HITS, SAMPLE)
  assert.equal((await focus(app)).name, 'Search everything Ctrl F')
  await app.theme('dark')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('search-dark')

  // Whatever is typed or pasted, there is a calm sentence.
  for (const typed of ['zzz', '"', '🙂', 'قاعدة', "'; --", 'kind:party lag']) {
    await ask(app, typed)
    await app.waitForText('main', /Nothing says this|Letters or digits|not understood/)
  }
  await app.press('Control+a')
  await app.insert('words and words '.repeat(6000))
  await app.waitForText('main', 'Only the beginning of this long text is looked for.')
})
