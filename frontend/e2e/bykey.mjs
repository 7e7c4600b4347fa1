// Going about the window by keys alone, and seeing where one is.
import assert from 'node:assert/strict'
import { saved } from './steps.mjs'

export { saved }

/** What has the focus: its name, whether it is the page itself, and whether one can see it. */
export function focus(app) {
  return app.execute(() => {
    const e = document.activeElement
    const labels = [...(e.labels ?? [])].map((l) => l.innerText).join(' ')
    const name = (e.getAttribute('aria-label') ?? (labels || e.innerText || '')).replace(/\s+/g, ' ').trim()
    const marked = (x) => {
      const s = getComputedStyle(x)
      return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'
    }
    let seen = false
    // A field shows it at its own edge or at the box around it.
    for (let x = e, n = 0; x && n < 7; x = x.parentElement, n++) {
      if (x.matches(':focus-within') && marked(x)) seen = true
    }
    const { width, height } = e.getBoundingClientRect()
    return { name, tag: e.tagName.toLowerCase(), lost: e === document.body, seen: seen && width > 0 && height > 0 }
  })
}

/** The focus is somewhere on this screen, and one can see where. */
export async function held(app, where) {
  let now
  await app
    .waitFor(async () => ((now = await focus(app)), !now.lost && now.seen), '', 5_000)
    .catch(() => assert.fail(`in ${where} the focus ${now.lost ? 'is lost' : `cannot be seen: ${JSON.stringify(now)}`}`))
}

/** Goes through the regions by F6, and through each by Tab, to what has this name; fails when keys do not lead there. */
export async function reach(app, name, css = '*') {
  const there = () =>
    app.execute(
      (css, pattern, flags) => {
        const e = document.activeElement
        const labels = [...(e.labels ?? [])].map((l) => l.innerText).join(' ')
        const own = e.getAttribute('aria-label') ?? e.closest('[aria-label].cm-editor')?.getAttribute('aria-label') ?? (labels || e.innerText || '')
        return e.matches(css) && new RegExp(pattern, flags).test(own.replace(/\s+/g, ' ').trim())
      },
      css,
      typeof name === 'string' ? `^${name}` : name.source,
      typeof name === 'string' ? '' : name.flags,
    )
  const region = () => app.execute(() => document.activeElement.closest('[data-region]')?.getAttribute('aria-label') ?? '')
  for (let f6 = 0; f6 < 20; f6++) {
    const start = await region()
    for (let tab = 0; tab < 40; tab++) {
      if (await there()) return held(app, String(name))
      await app.press('Tab')
      if ((await region()) !== start) break
    }
    if (await there()) return held(app, String(name))
    // Tab led into the next region already, or out of all of them.
    const now = await region()
    if (now === start || now === '') await app.press('F6')
  }
  assert.fail(`no way by keys to ${name}`)
}

/** The title of a new debrief has the focus. */
export const begun = async (app) => (await focus(app)).name === 'Title'

/** Goes to a part of the debrief by its number. */
export async function part(app, n) {
  await app.press(`Control+${n}`)
  await app.find(`nav[aria-label="Parts of the debrief"] button[aria-keyshortcuts$="+${n}"][aria-current]`)
}

/** Waits until the meeting is at a stage. */
export const stage = (app, name) =>
  app.waitForText('nav[aria-label="Stages of the meeting"] [aria-current=step]', new RegExp(name, 'i'))
