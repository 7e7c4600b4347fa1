// What somebody does who has a keyboard and no mouse, and what proves that there was none.
import assert from 'node:assert/strict'

/** The name of what has the focus, as a person reads it. */
export const focused = (app) =>
  app.execute(() => {
    const e = document.activeElement
    const label = [...(e.labels ?? [])].map((l) => l.innerText).join(' ')
    const name = e.getAttribute('aria-label') || label || e.getAttribute('placeholder') || e.innerText
    return (name ?? '').replace(/\s+/g, ' ').trim()
  })

/** Presses a key until the focus is on what has this name (a string within it, or a pattern). */
export async function to(app, name, key = 'Tab', most = 80) {
  const passed = []
  for (let i = 0; i < most; i++) {
    await app.press(key)
    const now = await focused(app)
    if (name instanceof RegExp ? name.test(now) : now.includes(name)) return
    passed.push(now.slice(0, 30))
  }
  throw new Error(`${key} never came to ${name}; it passed ${passed.join(' | ')}`)
}

/** Watches for a pointer from now on; untouched says that none was used. */
export const watchPointer = (app) =>
  app.execute(() => {
    window.pointed = []
    for (const name of ['pointerdown', 'mousedown', 'wheel', 'touchstart'])
      addEventListener(name, (e) => window.pointed.push(`${name} on ${e.target.tagName}`), true)
  })

export async function untouched(app) {
  assert.deepEqual(await app.execute(() => window.pointed), [])
}

/** What is cut off: texts that end outside of a box that cannot be scrolled, as "box: text". */
export const cutOff = (app) =>
  app.execute(() => {
    const found = new Set()
    const clips = (style) => ['hidden', 'clip'].includes(style)
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim()
      const own = node.parentElement
      if (!text || own.closest('.sr, [hidden], style, script, datalist, select, .cm-editor, [inert]')) continue
      if (!own.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const at = range.getBoundingClientRect()
      if (at.width < 2 || at.height < 2) continue
      for (let box = own; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box)
        const clip = box.getBoundingClientRect()
        // What does not fit at all is left out as a whole, and is found by another way.
        if (clip.width < 4 || at.top >= clip.bottom - 2 || at.left >= clip.right - 2) break
        const wide = at.left < clip.left - 2 || at.right > clip.right + 2
        const high = at.top < clip.top - 2 || at.bottom > clip.bottom + 2
        // What can be scrolled to is not cut off; what ends in … says so and is read out whole.
        if (['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY)) break
        if ((clips(style.overflowX) && wide && style.textOverflow !== 'ellipsis') || (clips(style.overflowY) && high && !wide)) {
          found.add(`${box.tagName}.${box.className}: ${text.slice(0, 60)}`)
          break
        }
        if (style.textOverflow === 'ellipsis' && clips(style.overflowX)) break
      }
    }
    return [...found]
  })

/** Nothing where the caret is whole in the window and in every box it is scrolled in; otherwise where it is. */
export const hiddenCaret = (app) =>
  app.execute(() => {
    const caret = document.querySelector('.cm-focused .cm-cursor-primary')
    if (!caret) return 'no caret'
    const at = caret.getBoundingClientRect()
    // The little picture of the Room has a footer too.
    const foot = [...document.querySelectorAll('footer')].at(-1).getBoundingClientRect().top
    if (at.top < 0 || at.bottom > foot + 1) return `window: ${at.top}–${at.bottom} of ${foot}`
    for (let box = caret.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowY === 'visible') continue
      const clip = box.getBoundingClientRect()
      if (at.top < clip.top - 1 || at.bottom > clip.bottom + 1)
        return `${box.className}: ${at.top}–${at.bottom} in ${clip.top}–${clip.bottom}`
    }
    return ''
  })
