// Debriefs that look alike are linked or not, and a factor that came back has a page.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { part, reopen, saved } from './steps.mjs'

const LINKED = '[data-beside="linked"]'
const OFFERED = '[data-beside="offered"]'
const PAGE = 'dialog[open]'

const by = (name) => ({ id: '', name })
const moment = (at) => ({ at, zone: 'UTC', precision: 'minute', raw: '', problem: '' })

/** Brings what is looked for to the middle, where no toast covers it. */
const show = (app, css) =>
  app.execute((at) => document.querySelector(at).scrollIntoView({ block: 'center' }), css)

let made = 0
/** A debrief of a day, with a line and factors, as the window writes them. */
async function told(app, title, day, tags, line, ...factors) {
  const d = await app.call('Debriefs', 'New', by('new-debrief'))
  const started = moment(`${day}T09:12:00Z`)
  await app.call('Debriefs', 'Save', by('edit-debrief'), { ...d, title, tags, started })
  await app.call('Entries', 'Save', by('add-entry'), {
    ...{ id: `entry-${made++}`, debriefId: d.id, rev: 0, stage: 1, position: 1, text: line },
    ...{ basis: 'memory', lane: 'saw', onTimeline: true, time: started },
  })
  const ids = []
  for (const [i, [category, text]] of factors.entries()) {
    const id = `factor-${made++}`
    const factor = { id, debriefId: d.id, rev: 0, stage: 5, position: i + 1, text, category }
    await app.call('Factors', 'Save', by('add-factor'), { ...factor, detail: '', entryIds: [] })
    ids.push(id)
  }
  return { id: d.id, factors: ids }
}

const TITLES = {
  removed: 'A database directory was removed from the primary',
  regions: 'Two regions wrote to the same database cluster',
  rule: 'A firewall rule used every processor',
}

/** Three events: two of them have a factor, a tag and words in common. */
async function library(app) {
  await saved(app)
  const removed = await told(
    app,
    TITLES.removed,
    '2025-02-01',
    ['database', 'replication'],
    'The replica fell behind the primary and snapshots were old',
    ['signals', 'Replication lagged and no alert reached anybody'],
    ['safeguards', 'Nobody had tried to restore from snapshots'],
  )
  const regions = await told(
    app,
    TITLES.regions,
    '2025-10-22',
    ['database', 'replication'],
    'Snapshots of the replica and of the primary were compared row by row',
    ['signals', 'Replication across regions lagged behind without an alert'],
  )
  const rule = await told(
    app,
    TITLES.rule,
    '2026-07-02',
    ['edge'],
    'The rule went out everywhere at once',
    ['safeguards', 'An expression could take very long'],
  )
  await app.call('Countermeasures', 'Save', by('edit-countermeasure'), {
    ...{
      id: 'measure',
      debriefId: removed.id,
      rev: 0,
      text: 'Alert on replication that lags by a minute',
    },
    ...{
      state: 'checked',
      doneOn: '2025-03-01',
      factorIds: [removed.factors[0]],
      know: 'a drill finds it',
    },
    checks: [
      { outcome: 'partly', text: 'it rang within one region only', at: '2025-04-02T09:00:00Z' },
    ],
  })
  return { removed, regions, rule }
}

const related = async (app, { id }) =>
  ((await app.call('Debriefs', 'Load', id)).whole.debrief.related ?? []).map((r) => [
    r.debriefId,
    r.linked,
  ])

journey(
  'debriefs that look alike are linked, and show each other',
  { width: 1440, height: 900 },
  async (app) => {
    const { removed, regions, rule } = await library(app)
    await app.press('Control+0')
    await reopen(app, TITLES.regions)
    await part(app, 'Prepare')
    await app.waitForText(OFFERED, TITLES.removed)
    await app.waitForText(OFFERED, /Both are tagged database, replication/)
    await app.waitForText(OFFERED, /Both speak of/)
    await app.waitForText(
      OFFERED,
      'Factors alike: “Replication across regions lagged behind without an alert” and “Replication lagged',
    )
    assert.ok(!(await app.text(OFFERED)).includes(TITLES.rule), 'nothing looks like everything')
    await show(app, OFFERED)
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('alike-offered')
    await app.theme('dark')
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('alike-offered-dark')
    await app.theme('light')

    await app.push(`“${TITLES.removed}” belongs with this`)
    await app.waitForText(LINKED, TITLES.removed)
    await app.waitForText('body', 'Each shows the other')
    assert.equal(await app.count(OFFERED), 0)
    assert.deepEqual(await related(app, regions), [[removed.id, true]])
    await app.resize(1024, 700)
    await show(app, LINKED)
    await app.screenshot('alike-linked-small')
    await app.resize(1440, 900)

    // The follow-up has it too.
    await app.push('Follow-up')
    await app.waitForText(LINKED, TITLES.removed)
    assert.deepEqual(await app.audit(LINKED), [])
    await app.screenshot('alike-followup')

    // It leads there, where the same is seen from the other side, and is taken back there.
    await app.push(`Open “${TITLES.removed}”`)
    await app.waitForText('header', TITLES.removed)
    await part(app, 'Prepare')
    await app.waitForText(LINKED, TITLES.regions)
    assert.deepEqual(await related(app, removed), [])
    await show(app, LINKED)
    await app.push(`Take the link back: “${TITLES.regions}”`)
    await app.waitForText(OFFERED, TITLES.regions)
    assert.deepEqual(await related(app, regions), [])
    await app.press('Control+z')
    await app.waitForText(LINKED, TITLES.regions)
    await app.press('Control+Shift+z')
    await app.waitForText(OFFERED, TITLES.regions)

    await show(app, OFFERED)
    // What is not alike is offered in neither any more, until that is taken back.
    await app.push(`“${TITLES.regions}” is not alike`)
    await app.gone(OFFERED)
    assert.deepEqual(await related(app, removed), [[regions.id, false]])
    await app.press('Control+z')
    await app.waitForText(OFFERED, TITLES.regions)
    await app.press('Control+Shift+z')
    await app.gone(OFFERED)
    await app.press('Control+0')
    await reopen(app, TITLES.regions)
    await part(app, 'Prepare')
    await saved(app)
    assert.deepEqual((await app.call('Similars', 'Beside', regions.id)).offered, [])
    assert.deepEqual((await app.call('Similars', 'Beside', rule.id)).offered, [])
  },
)

journey(
  'a factor that came back leads to everything said about it',
  { width: 1440, height: 900 },
  async (app) => {
    const { removed, regions, rule } = await library(app)
    await app.press('Control+0')
    await reopen(app, TITLES.regions)
    await part(app, 'Factors')
    const card = `[data-factor="${regions.factors[0]}"]`
    await app.click(`${card} textarea`)
    await app.waitForText(
      `${card} [data-offer]`,
      'Is this “Replication lagged and no alert reached anybody” again?',
    )
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('alike-factor-offer')
    await app.push('The same')
    await app.waitForText(`${card} [data-recurs]`, 'Named in 2 debriefs')
    const factor = async (of, i = 0) =>
      (await app.call('Debriefs', 'Load', of.id)).whole.factors.find((f) => f.id === of.factors[i])
    assert.equal((await factor(regions)).recurs, removed.factors[0])
    await app.press('Control+z')
    await app.gone(`${card} [data-recurs]`)
    await app.press('Control+Shift+z')
    await app.waitForText(`${card} [data-recurs]`, 'Named in 2 debriefs')

    await app.click(`${card} [data-recurs]`)
    await app.waitForText(PAGE, 'Replication lagged and no alert reached anybody')
    await app.waitForText(PAGE, TITLES.removed)
    await app.waitForText(PAGE, TITLES.regions)
    await app.waitForText(PAGE, 'It helped partly, looked at 2 Apr 2025')
    await app.waitForText(PAGE, 'it rang within one region only')
    await app.waitForText(PAGE, 'Named again on 22 Oct 2025, after this was done.')
    assert.deepEqual(await app.audit(PAGE), [])
    await app.screenshot('alike-page')
    await app.theme('dark')
    assert.deepEqual(await app.audit(PAGE), [])
    await app.screenshot('alike-page-dark')
    await app.theme('light')
    await app.resize(1024, 700)
    await app.screenshot('alike-page-small')
    await app.resize(1440, 900)
    await app.push(`Open ${TITLES.removed}`)
    await app.waitForText('header', TITLES.removed)
    await app.waitForText(
      `[data-factor="${removed.factors[0]}"] [data-recurs]`,
      'Named in 2 debriefs',
    )

    // One that has no words in common is searched for; the third joins the first by the second.
    await app.press('Control+0')
    await reopen(app, TITLES.rule)
    await part(app, 'Factors')
    const third = `[data-factor="${rule.factors[0]}"]`
    await app.click(`${third} textarea`)
    await app.click(`${third} .menu button`)
    await app.push('The same as an earlier factor')
    await app.waitForText(PAGE, 'Nothing looks like it by its words')
    await app.type('regions lagged')
    await app.waitForText(PAGE, 'One factor found')
    await app.waitForText(PAGE, /, and 1 more/)
    assert.deepEqual(await app.audit(PAGE), [])
    await app.screenshot('alike-choose')
    await app.press('Enter')
    await app.gone(PAGE)
    await app.waitForText(`${third} [data-recurs]`, 'Named in 3 debriefs')
    assert.equal((await factor(rule)).recurs, removed.factors[0])
    await app.click(`${third} [data-recurs]`)
    await app.waitForText(PAGE, 'Named again on 22 Oct 2025, 2 Jul, after this was done.')
    await app.push(
      `“An expression could take very long” in ${TITLES.rule} is not the same after all`,
    )
    await app.waitForText('body', 'stands by itself again')
    await app.waitFor(async () => !(await factor(rule)).recurs, 'it to stand by itself')
  },
)
