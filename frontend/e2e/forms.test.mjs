// Handing a report out: every form from one menu, by keys too, through the system's own dialogs; what is said
// beside it; passwords; a font for letters the app has none of; and the way to the folder.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { focus } from './bykey.mjs'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { part, saved } from './steps.mjs'
import { root } from './tools.mjs'

const DIALOG = 'dialog[open]'
const NAME = 'Zorquib Vexplim'

/** Puts a program that is asked to open folders into the path, and returns where it writes down which. */
function opener() {
  const bin = folder()
  const opened = join(bin, 'opened')
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >>'${opened}'\n`)
  chmodSync(join(bin, 'xdg-open'), 0o755)
  return { env: { PATH: `${bin}:${process.env.PATH}` }, opened }
}

/** Somebody with a name, and letters that few computers have a font of. */
async function prepare(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows[0].id)
  const step = { id: '', name: 'edit-entry' }
  const { participants, entries } = whole
  await app.call('Participants', 'Save', step, { ...participants[0], name: NAME })
  await app.call('Entries', 'Save', step, { ...entries[0], text: `${entries[0].text} क्षत्रिय` })
}

async function look(app, name) {
  for (const theme of ['light', 'dark']) {
    await app.theme(theme)
    await app.screenshot(`forms-${name}-${theme}`)
    assert.deepEqual(await app.audit(), [], `${name}, ${theme}`)
  }
  await app.theme('light')
}

/** Chooses something from the menu beside the button. */
async function menu(app, item) {
  await app.push('Export as something else')
  await app.push(item)
}

/** The keys are at what is called so. */
const at = (app, name) => app.waitFor(async () => (await focus(app)).name === name, `the keys at "${name}"`)
const written = (app, name) => app.waitForText('.toasts', `${name} is written`)
const locked = (path, password) =>
  spawnSync('qpdf', ['--check', `--password=${password}`, path]).status === 0

const files = opener()
journey(
  'a report is handed out in every form',
  { library: sampleAt(join(folder(), 'library.db')), env: files.env, timeout: 300_000 },
  async (app) => {
    const to = folder()
    await saved(app)
    await prepare(app)
    await app.press('Enter')
    await part(app, 'Report')
    await app.find('.thumbs button')

    // The PDF by one key, and the way to its folder.
    await app.press('Control+e')
    await app.saveDialog(join(to, 'report'))
    await written(app, 'report.pdf')
    await app.push('Show in folder')
    await app.waitFor(() => existsSync(files.opened), 'the folder to be shown')
    assert.equal(readFileSync(files.opened, 'utf8'), `${to}\n`)

    // The menu goes by keys alone.
    await app.push('Export as something else')
    await look(app, 'menu')
    await app.press('ArrowDown', 'ArrowDown', 'Enter')
    await app.saveDialog(join(to, 'page'))
    await written(app, 'page.html')
    for (const [item, name, begins] of [
      ['Markdown…', 'text.md', '# '],
      ['Countermeasures as a table (CSV)…', 'table.csv', '\ufeff'],
      ['Countermeasures for a calendar (ICS)…', 'dates.ics', 'BEGIN:VCALENDAR'],
      ['Countermeasures for Jira (CSV)…', 'jira.csv', 'Summary,'],
    ]) {
      await menu(app, item)
      await app.saveDialog(join(to, name))
      await written(app, name)
      assert.ok(readFileSync(join(to, name), 'utf8').startsWith(begins), name)
    }

    // A name on the file is a name that goes out; a folder in the way, and nothing to put into one, are said.
    await app.press('Control+e')
    await app.saveDialog(join(to, 'zorquib.pdf'))
    await app.waitForText('[role=alert]', 'the name of the file')
    assert.ok(!existsSync(join(to, 'zorquib.pdf')))
    mkdirSync(join(to, 'none'))
    await menu(app, 'Attachments as a folder…')
    await app.openDialog(join(to, 'none'), '^Save attachments')
    await app.waitForText('[role=alert]', 'nothing to put into a folder')

    // A mail says what somebody wrote, unless that says more than the edition may.
    await menu(app, 'E-mail with the PDF…')
    await app.waitForText(DIALOG, 'Subject')
    const usual = await app.value(`${DIALOG} textarea`)
    assert.match(usual, /^Hello,/)
    await look(app, 'mail')
    await app.fill(`${DIALOG} textarea`, 'Ask Zorquib about it.')
    await app.push('Save the mail')
    await app.saveDialog(join(to, 'mail'))
    await app.waitForText(`${DIALOG} [role=alert]`, 'must not carry names')
    assert.ok(!existsSync(join(to, 'mail.eml')))
    await app.push('Usual text again')
    assert.equal(await app.value(`${DIALOG} textarea`), usual)
    await app.fill(`${DIALOG} textarea`, 'Please read page one.')
    await app.push('Save the mail')
    await app.saveDialog(join(to, 'mail'))
    await app.gone(DIALOG)
    assert.match(readFileSync(join(to, 'mail.eml'), 'latin1'), /Please read page one\.[^]*\.pdf/)

    // What is copied for a chat is what was shown.
    await menu(app, 'Text for a chat…')
    await app.waitForText(DIALOG, 'What is changing:')
    await look(app, 'chat')
    const lines = await app.text(`${DIALOG} .text`)
    await at(app, 'Copy')
    await app.press('Enter')
    await app.gone(DIALOG)
    const taken = (await app.display.taken()).toString()
    assert.ok(taken.includes(lines.split('\n')[0]), taken)

    // A password is on the file, and nowhere else.
    await menu(app, 'PDF with a password…')
    await at(app, 'Password to open it')
    await app.push('Save the PDF')
    await app.waitForText(`${DIALOG} [role=alert]`, 'Type a password first')
    await app.enter('Password to open it', 'correct horse')
    await look(app, 'password')
    await app.push('Save the PDF')
    await app.saveDialog(join(to, 'locked'))
    await app.gone(DIALOG)
    assert.ok(locked(join(to, 'locked.pdf'), 'correct horse'))
    assert.ok(!locked(join(to, 'locked.pdf'), ''))
    assert.ok(!app.log().includes('correct horse'))

    // Letters no font has are printed by their numbers, until somebody chooses one.
    await app.waitForText('main', /in none of the fonts/)
    await app.push('Choose a font…')
    await app.openDialog(join(root, 'backend/shape/testdata/devanagari.ttf'))
    await app.waitForText('main', 'devanagari.ttf draws')
    await app.waitFor(
      async () => !/in none of the fonts/.test(await app.text('main')),
      'every letter to be drawn',
    )
    await look(app, 'font')
    await app.push('Without it')
    await app.waitForText('main', /in none of the fonts/)

    // Small windows and large type keep every way out in view.
    await app.resize(1024, 700)
    await app.push('Export as something else')
    await look(app, 'menu-1024')
    await app.press('Escape')
    await menu(app, 'E-mail with the PDF…')
    await app.waitForText(DIALOG, 'Subject')
    await look(app, 'mail-1024')
    await app.press('Escape')
    await app.gone(DIALOG)
    await app.resize(1440, 900)
    for (let i = 0; i < 6; i++) await app.press('Control+=')
    await menu(app, 'PDF with a password…')
    await look(app, 'password-zoomed')
    await app.press('Escape')
    await app.gone(DIALOG)
    await app.push('Export as something else')
    await look(app, 'menu-zoomed')
  },
)
