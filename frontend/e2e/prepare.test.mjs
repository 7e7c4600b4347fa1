// A debrief prepared by keys alone: the checklist that ticks itself, going on without with a reason, an invitation
// saved as a mail and for a calendar through the system's own dialog, and the same in every look.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { held, reach } from './bykey.mjs'
import { journey } from './journey.mjs'
import { part, saved } from './steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'secondstory-prepare-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const LIST = 'aside[aria-label="Before the meeting"]'
const INVITATION = 'section[aria-label="Invitation"]'
const TITLE = 'Checkout timeouts after the price index rebuild'

journey('a meeting is prepared and people are invited by keys alone', { width: 1440, height: 900, timeout: 420_000 }, async (app) => {
  await saved(app)
  await event(app)
  await people(app)
  await meeting(app)
  await withoutThemes(app)
  await invitation(app)
  await answers(app)
  await looks(app)
})

journey('a gap of the skeleton is kept as a question by keys alone', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  await part(app, 'Prepare')
  await app.waitForText('main', 'Gaps worth a question')
  await reach(app, /^Keep for the meeting/, 'button')
  await app.screenshot('prepare-gaps')
  await app.press('Enter')
  await app.waitForText('section[aria-label="Gaps worth a question"]', 'Kept')
  await held(app, 'the gaps')
  await saved(app)
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((r) => r.sample).id)
  assert.ok(whole.questions.some((q) => q.state === 'open' && q.stage === 4 && /“.+”\?$/.test(q.text)))
})

async function event(app) {
  await app.press('Control+0')
  await app.waitForText('main', 'GitLab')
  await app.press('Control+n')
  await app.field('Title')
  await app.type(TITLE)
  await reach(app, 'Started', 'input')
  await app.type('2026-11-03 14:02')
  await reach(app, 'Resolved', 'input')
  await app.type('2026-11-03 15:19')
  await app.press('Tab')
  await reach(app, 'Facilitator', 'input')
  await app.type('Mara')
  await app.press('Tab', 'ArrowLeft', 'ArrowLeft')
  await app.find('input[value="no"]:checked')
  await app.press('Tab', 'ArrowLeft', 'ArrowLeft')
  await ticked(app, 'Facilitator decides over nobody here')
  await held(app, 'who leads')
}

async function people(app) {
  for (const [name, role] of [
    ['Priya', 'Payments on call'],
    ['Tomás', 'Search, owns the rebuild'],
  ]) {
    await app.press('Alt+n')
    await app.type(name)
    await app.press('Tab')
    await app.type(role)
    await app.press('Tab', 'Space')
  }
  await app.waitForText(LIST, '2 people')
  await reach(app, 'Details of Tomás', 'button')
  await app.press('Enter')
  await reach(app, 'Mail address', 'input')
  await app.type('tomas@example.org')
}

async function meeting(app) {
  await reach(app, 'Day and time', 'input')
  await app.type('2026-11-05 15:00')
  await app.press('Tab')
  await reach(app, 'Room', 'input')
  await app.type('Room 2')
  await reach(app, 'Mail address for answers', 'input')
  await app.type('mara@example.org')
  await reach(app, 'Who stands behind it', 'input')
  await app.type('Head of engineering')
  await app.press('Tab')
  await ticked(app, 'Time and place')
  await ticked(app, 'Nobody is punished for telling')
  await ticked(app, 'Soon enough')
  await app.waitForText(LIST, 'Thu 5 Nov 2026, 15:00')
  await reach(app, /first come to know/, 'button')
  await app.press('1')
  await ticked(app, 'Opening question')
  await app.waitForText(LIST, 'What did you see')
}

/** Ctrl . on a line of the list asks why; the reason is kept and shown with a dash, and can be taken back. */
async function withoutThemes(app) {
  await reach(app, 'Two to five themes', `${LIST} button`)
  await app.press('Control+.')
  await app.field('Not doing, because')
  await app.type('We listen first\n')
  await app.waitForText(LIST, 'Without: We listen first')
  await held(app, 'the checklist')
  await saved(app)
  assert.deepEqual((await whole(app)).debrief.preparation.without, [{ item: 'themes', reason: 'We listen first' }])
}

async function invitation(app) {
  await app.enter('Own length in minutes', '75')
  await app.press('Tab')
  await app.waitForText(INVITATION, '75 minutes')
  await reach(app, 'For', 'select')
  await app.press('ArrowDown')
  await app.waitForText(INVITATION, 'Hello Tomás,')
  const text = await app.text(`${INVITATION} [role=document]`)
  for (const words of ['On Tuesday 3 November 2026 our system surprised us', 'Thursday 5 November 2026, 15:00', '75 minutes', 'Where: Room 2', 'Head of engineering stands behind this', 'You may pass', 'Mara']) {
    assert.ok(text.includes(words), `${words} is in ${text}`)
  }
  for (const secret of ['Priya', 'Checkout', '@example.org']) assert.ok(!text.includes(secret), `${secret} is in ${text}`)

  await app.press('Alt+m')
  await app.saveDialog(join(folder, 'tomas'))
  await app.waitForText('body', 'tomas.eml is written')
  checkMail(join(folder, 'tomas.eml'))
  // Whoever has the file is invited, and undo takes that back.
  await app.waitForText(INVITATION, 'Invited ')
  await app.press('Control+z')
  await app.waitForText(INVITATION, 'Not invited yet')
  await app.press('Alt+c')
  await app.saveDialog(join(folder, 'tomas'))
  await app.waitForText('body', 'tomas.ics is written')
  checkCalendar(join(folder, 'tomas.ics'))
  await app.screenshot('prepare-invitation')

  await app.waitForText(INVITATION, 'Invited ')
  await app.press('Alt+i')
  await app.waitForText(INVITATION, 'Not invited yet')
  await app.press('Alt+i')
  await app.waitForText(INVITATION, 'Invited ')
  await app.waitForText(LIST, '1 of 2 so far')
  await app.press('Control+z')
  await app.waitForText(INVITATION, 'Not invited yet')
  await app.press('Control+Shift+z')
  await app.waitForText(INVITATION, 'Invited ')
}

const PARSE_MAIL = `
import email, email.policy, json, sys
m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
print(json.dumps({'defects': [str(d) for d in m.defects], 'to': m['to'], 'from': m['from'], 'subject': m['subject'],
  'unsent': m['x-unsent'], 'received': m['received'], 'text': m.get_content()}))`

/** Python's own parser reads it: another one than the app was tested with. */
function checkMail(path) {
  assert.ok(existsSync(path))
  const mail = JSON.parse(execFileSync('python3', ['-c', PARSE_MAIL, path], { encoding: 'utf8' }))
  assert.deepEqual(mail.defects, [])
  assert.deepEqual([mail.to, mail.from, mail.unsent, mail.received], ['tomas@example.org', 'mara@example.org', '1', null])
  assert.ok(mail.text.startsWith('Hello Tomás,'))
  assert.ok(mail.subject.includes('3 November 2026'))
}

function checkCalendar(path) {
  const raw = readFileSync(path, 'utf8')
  assert.ok(!/[^\r]\n/.test(raw), 'lines end with CRLF')
  const lines = raw.replace(/\r\n[ \t]/g, '').split('\r\n')
  for (const line of ['METHOD:REQUEST', 'DTSTART:20261105T150000Z', 'DTEND:20261105T161500Z', 'LOCATION:Room 2', 'ORGANIZER:mailto:mara@example.org']) {
    assert.ok(lines.includes(line), `${line} in\n${raw}`)
  }
  assert.ok(lines.some((l) => l.startsWith('ATTENDEE;') && l.endsWith(':mailto:tomas@example.org')))
  assert.ok(!raw.includes('Priya') && !raw.includes('Checkout'))
}

async function answers(app) {
  await reach(app, 'Priya, coming', 'button')
  await app.press('i')
  await app.waitForText(LIST, '2 invited, 0 said yes')
  await ticked(app, 'Invitations sent')
  await ticked(app, 'A talk before, offered to all')
  await app.press('y')
  await app.waitForText(LIST, '2 invited, 1 said yes')
  await app.press('ArrowDown', 'n')
  await saved(app)
  const people = (await whole(app)).participants
  assert.deepEqual(people.map((p) => p.coming), ['yes', 'no'])
  assert.ok(people.every((p) => p.invitedAt))
}

async function looks(app) {
  for (const look of ['light', 'dark']) {
    await app.theme(look)
    await app.screenshot(`prepare-${look}`)
    assert.deepEqual(await app.audit(), [], look)
  }
  await app.theme('light')
  await app.resize(1024, 700)
  await app.screenshot('prepare-1024')
  assert.deepEqual(await app.audit(), [], '1024 × 700')
  assert.deepEqual(await app.execute(wide), [], 'nothing runs out of the window')
  await app.resize(1440, 900)
  for (let i = 0; i < 12; i++) await app.press('Control++')
  await app.screenshot('prepare-large')
  assert.deepEqual(await app.execute(wide), [], 'nothing runs out of the window at 200 %')
}

/** What of the screen reaches beyond the window's edge and is in nothing that scrolls sideways. */
const wide = () =>
  [...document.querySelectorAll('main, main *')]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.box, .sr, svg'))
    .map((e) => `${e.tagName} ${e.className} ${e.innerText?.slice(0, 40)}`)
    .slice(0, 5)

/** Waits for an item of the checklist to have ticked itself. */
const ticked = (app, label) =>
  app.waitFor(
    () =>
      app.execute(
        (list, label) => [...document.querySelectorAll(`${list} li.done b`)].some((b) => b.innerText === label),
        LIST,
        label,
      ),
    `"${label}" to be ticked`,
  )

async function whole(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((r) => r.title === TITLE).id)
  return whole
}
