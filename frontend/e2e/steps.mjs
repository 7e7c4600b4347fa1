// What several tests do: going to a debrief and its parts, waiting for the footer, reading the library.

const PARTS = 'nav[aria-label="Parts of the debrief"]'

/** What the footer says now. */
export const footer = (app) => app.execute(() => document.querySelector('footer').innerText)

/** Waits until the footer says that everything is saved. */
export const saved = (app, ms) => app.waitForText('footer', 'All changes saved on this laptop', ms)

/** Makes a debrief from the library's screen and gives it a title; the title field keeps the focus. */
export async function begin(app, title) {
  await app.push('New debrief')
  await app.enter('Title', title)
}

/** Opens a debrief from the library's screen by its title. */
export async function reopen(app, title) {
  await app.push(title)
  await app.find(PARTS)
}

/** Goes to a part of the open debrief, as somebody who knows the keys. */
export async function part(app, name) {
  const n = ['Prepare', 'Meeting', 'Timeline', 'Factors', 'Report', 'Interviews', 'Follow-up'].indexOf(name) + 1
  await app.press(`Control+${n}`)
  await app.find(`${PARTS} button[aria-keyshortcuts$="+${n}"][aria-current]`)
}

/** Puts the caret at the end of the field where lines are written. */
export async function capture(app) {
  await part(app, 'Meeting')
  await app.click(await app.field('Write a line'))
  await app.press('Control+End')
}

/** Whether the report's large page has ink on it. */
export const drawn = (app) =>
  app.execute(() => {
    const page = document.querySelector('canvas')
    if (!page?.width) return false
    const { data } = page.getContext('2d').getImageData(0, 0, page.width, page.height)
    // Dark and opaque: an empty canvas is black and transparent.
    return data.some((value, i) => i % 4 === 0 && value < 90 && data[i + 3] > 200)
  })

/** What stands in the field where lines are written. */
export async function draft(app) {
  return app.execute(
    (field) =>
      [...field.querySelectorAll('.cm-line')]
        .map((line) => (line.querySelector('.cm-placeholder') ? '' : line.textContent))
        .join('\n'),
    await app.field('Write a line'),
  )
}

/** The texts of all entries of the debrief with this title, as the library holds them. */
export async function entries(app, title) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === title)
  const { whole } = await app.call('Debriefs', 'Load', id)
  return whole.entries.map((entry) => entry.text)
}
