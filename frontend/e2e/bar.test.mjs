// The bar of the meeting: whatever the window and the type, nothing in it lies over anything else or beyond the edge.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, capture } from './steps.mjs'

/** What stands in the bar, from left to right; those with nothing to be seen are left out. */
const parts = (app) =>
  app.execute(() =>
    [...document.querySelectorAll('header.top :is(h1, nav button, .back, .right button, [role="timer"])')]
      .map((part) => {
        const { left, right, top, bottom, width } = part.getBoundingClientRect()
        return { what: part.innerText.trim().replace(/\s+/g, ' ') || part.ariaLabel, left, right, top, bottom, width }
      })
      .filter(({ width }) => width > 1)
      .sort((a, b) => a.left - b.left),
  )

async function apart(app, where) {
  const [width, below] = await app.execute(() => [innerWidth, document.querySelector('header.top').getBoundingClientRect().bottom])
  const all = await parts(app)
  assert.ok(all.length >= 8, `${where}: ${all.length} parts`)
  all.forEach((part, i) => {
    assert.ok(part.left >= 0 && part.right <= width + 0.5, `${where}: ${part.what} ends at ${part.right} of ${width}`)
    assert.ok(part.top >= 0 && part.bottom <= below + 0.5, `${where}: ${part.what} ends at ${part.bottom} of ${below}`)
    for (const next of all.slice(i + 1)) {
      const lies = part.right > next.left + 0.5 && part.bottom > next.top + 0.5 && next.bottom > part.top + 0.5
      assert.ok(!lies, `${where}: ${part.what} lies on ${next.what}`)
    }
  })
}

journey('the bar of the meeting has room for all that is in it', { width: 1440, height: 900 }, async (app) => {
  await app.click(await app.button('Library'))
  await begin(app, 'Checkout stood still while the pool was full of waiting connections')
  await capture(app)
  const sizes = [[1440, 900], [1280, 800], [1024, 700], [800, 560]]
  const look = async (when) => {
    for (const [width, height] of sizes) {
      await app.resize(width, height)
      await app.waitFor(async () => (await app.execute(() => innerWidth)) === width, `a width of ${width}`)
      await apart(app, `${when}, ${width}`)
      await app.screenshot(`bar-${when}-${width}`)
    }
  }
  await look('before')
  await app.press('Control+Enter')
  await app.find('button[aria-label="Pause the clock"], [aria-label*="ause"]')
  await look('running')
  await app.theme('dark')
  await app.resize(1024, 700)
  await app.screenshot('bar-running-1024-dark')
  assert.deepEqual(await app.audit('header'), [])
  await app.theme('light')
  await app.resize(1440, 900)
  for (let i = 0; i < 10; i++) await app.press('Control+=')
  await apart(app, 'at 200 %')
  await app.screenshot('bar-200')
})
