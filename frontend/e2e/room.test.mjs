// In a small window and at large type there is room for what is being written: the footer is one line, the
// caret is in view while somebody types, and the chosen line and the place in the app can be seen.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, capture, saved } from './steps.mjs'

const TITLE = 'Checkout unavailable for forty minutes'

/** Type as large as the app draws it. */
async function larger(app, percent) {
  const zoom = () =>
    app.execute(() => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 10))
  while ((await zoom()) < percent) await app.press('Control++')
}

/** What of the footer can be seen, and how tall it is in lines of its own type. */
const foot = (app) =>
  app.execute(() => {
    const footer = document.querySelector('footer')
    const box = footer.getBoundingClientRect()
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
    const inside = (e) => {
      const at = e.getBoundingClientRect()
      const clip = e.parentElement.getBoundingClientRect()
      return at.width > 0 && at.top < clip.bottom && at.bottom <= box.bottom
    }
    const seen = [...footer.querySelectorAll('button')].filter(inside)
    const cut = seen.filter((e) => {
      const { left, right } = e.getBoundingClientRect()
      return left < box.left || right > box.right + 0.5
    })
    return {
      rem: box.height / rem,
      told: footer.innerText,
      seen: seen.map((e) => e.innerText.replace(/\s+/g, ' ').trim()),
      cut: cut.map((e) => e.innerText),
    }
  })

/** Nothing where the caret is whole inside every box it is scrolled in; otherwise where it is. */
const hiddenCaret = (app) =>
  app.execute(() => {
    const caret = document.querySelector('.cm-focused .cm-cursor-primary')
    if (!caret) return 'no caret'
    const at = caret.getBoundingClientRect()
    for (let box = caret.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowY === 'visible') continue
      const clip = box.getBoundingClientRect()
      if (at.top < clip.top - 1 || at.bottom > clip.bottom + 1)
        return `${box.className}: ${at.top}–${at.bottom} in ${clip.top}–${clip.bottom}`
    }
    return ''
  })

const written = async (app, what) => assert.equal(await hiddenCaret(app), '', what)

/** The line being written is whole in view once what is drawn has settled. */
const settled = (app) =>
  app.waitFor(
    () =>
      app.execute(() => {
        const line = document.querySelector('.now')?.getBoundingClientRect()
        const box = document.querySelector('.cap')?.getBoundingClientRect()
        return line.bottom <= box.bottom && line.top >= box.top
      }),
    'the line being written to be in view',
    2_000,
  )

async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await saved(app)
  await capture(app)
}

const long = 'and after that everybody looked at the dashboard of the gateway, which stayed green for a while. '

for (const theme of ['light', 'dark']) {
  journey(`what is typed is seen at 200 %, ${theme}`, { width: 1024, height: 700 }, async (app) => {
    await start(app)
    await larger(app, 200)
    await app.theme(theme)
    for (let i = 0; i < 4; i++) await app.type(`0${i}:50 system: payments came back for shop ${i}\n`)
    for (let i = 0; i < 3; i++) {
      await app.type(long)
      await written(app, `after ${i + 1} sentences`)
    }
    await app.screenshot(`room-typed-200-${theme}`)
    const now = await foot(app)
    assert.ok(now.rem <= 4, `the footer is ${now.rem} rem high`)
    assert.match(now.told, /All saved|Saving/)
    assert.deepEqual(now.cut, [])
    for (const kept of ['Commands Ctrl K', 'Shortcuts Ctrl /']) assert.ok(now.seen.includes(kept), now.seen.join())
    const tab = await app.execute(() => {
      const nav = document.querySelector('header nav').getBoundingClientRect()
      const at = document.querySelector('header nav [aria-current]').getBoundingClientRect()
      return { whole: at.left >= nav.left - 1 && at.right <= nav.right + 1, wide: nav.width }
    })
    assert.ok(tab.whole, `the part one is in is cut: ${JSON.stringify(tab)}`)
    await app.type('\nnext')
    await written(app, 'after Enter')
    assert.deepEqual(await app.audit(), [])
  })
}

/** The ring around the line that has the focus; empty where none can be seen. */
const ring = (app) =>
  app.execute(() => {
    const style = getComputedStyle(document.activeElement)
    return document.activeElement.matches('[data-row]') && parseFloat(style.outlineWidth) > 0
      ? style.outlineStyle
      : ''
  })

journey('the chosen line is outlined, and the next one is in view', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  for (let i = 1; i <= 14; i++) {
    const text = i % 4 === 0 ? long + long : `line ${i} of what happened\n`
    await app.type(text.endsWith('\n') ? text : `${text}\n`)
    await settled(app)
  }
  await app.type('system: payments came back\n')
  await app.waitForText('[data-row] .p', 'system')
  await app.waitForText('footer', 'All changes saved')
  await settled(app)
  await app.screenshot('room-lines')

  await app.click(await app.field('Write a line'))
  await app.press('ArrowUp')
  await app.waitFor(async () => (await ring(app)) === 'solid', 'a ring around the line', 2_000)
  await app.press('Enter')
  await app.type(' again\n')
  await app.waitForText('[data-row]', 'came back again')
  await settled(app)
  await app.click(await app.field('Write a line'))
  await app.press('ArrowUp', 'ArrowUp')
  await app.waitFor(async () => (await ring(app)) === 'solid', 'a ring two lines up', 2_000)
  await app.screenshot('room-ring')

  await app.click(await app.field('Write a line'))
  await app.push('More')
  await settled(app)
  const lines = await app.execute(() => document.querySelector('.cap').clientHeight)
  assert.ok(lines > 130, `the lines keep ${lines} px beside the help`)
  await app.screenshot('room-more')
})

journey('the footer keeps the way to everything', { width: 1440, height: 900 }, async (app) => {
  await app.click(await app.button('Library'))
  await app.waitForText('footer', /Last backup|No backup yet/)
  for (const [width, percent] of [
    [1440, 100],
    [1024, 100],
    [1024, 150],
    [1024, 200],
  ]) {
    await app.resize(width, 700)
    await larger(app, percent)
    const now = await foot(app)
    const at = `${width} at ${percent} %`
    assert.ok(now.rem <= 4, `${at}: ${now.rem} rem high`)
    assert.deepEqual(now.cut, [], at)
    assert.equal(now.seen.at(-1), 'Shortcuts ?', at)
    assert.equal(now.seen.at(-2), 'Commands Ctrl K', at)
    await app.screenshot(`room-footer-${width}-${percent}`)
  }
})
