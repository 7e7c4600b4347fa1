// F6 goes round every screen: to each region in order, from wherever one is, and comes back to where each was left;
// Shift F6 goes the other way. Nothing is passed over, nothing holds one fast, and the focus can be seen.
import assert from 'node:assert/strict'
import { held, part, saved } from './bykey.mjs'
import { journey } from './journey.mjs'

/** Regions on the screen, in order, by name. */
const regions = (app) =>
  app.execute(() =>
    [...document.querySelectorAll('[data-region]')]
      .filter((r) => r.checkVisibility({ visibilityProperty: true }))
      .map((r, i) => `${i} ${r.getAttribute('aria-label') ?? r.tagName}`),
  )

/** The region one is in; what has the focus is remembered under a name. */
const here = (app, name = 'last') =>
  app.execute((name) => {
    const all = [...document.querySelectorAll('[data-region]')].filter((r) => r.checkVisibility({ visibilityProperty: true }))
    const at = all.findIndex((r) => r.contains(document.activeElement))
    window.places ??= {}
    window.places[name] = document.activeElement
    return at < 0 ? 'nowhere' : `${at} ${all[at].getAttribute('aria-label') ?? all[at].tagName}`
  }, name)

/** Whether the focus is where it was under this name. */
const back = (app, name) => app.execute((name) => document.activeElement === window.places[name], name)

async function go(app, key, where) {
  await app.press(key)
  await held(app, where)
  return here(app)
}

/** All round by F6 and all round by Shift F6, from each region and from the middle of it. */
async function rounds(app, screen) {
  const all = await regions(app)
  assert.ok(all.length >= 2, `${screen}: ${all}`)
  const first = await go(app, 'F6', screen)
  const at = all.indexOf(first)
  const order = [...all.slice(at), ...all.slice(0, at)]
  await here(app, 'first')
  const seen = [first]
  for (let i = 1; i < all.length; i++) seen.push(await go(app, 'F6', screen))
  assert.deepEqual(seen, order, `${screen}, by F6`)
  assert.equal(await go(app, 'F6', screen), first)
  assert.ok(await back(app, 'first'), `${screen}: round, and where ${first} was left`)
  const reverse = []
  for (let i = 0; i < all.length; i++) reverse.push(await go(app, 'Shift+F6', screen))
  assert.deepEqual(reverse, [...order.slice(1).reverse(), first], `${screen}, by Shift F6`)
  for (const [i, region] of order.entries()) {
    await within(app, `${screen}, ${region}`, region, order[(i + 1) % order.length])
    await go(app, 'F6', screen)
  }
}

/** From the middle of a region to the next one, and back to the middle. */
async function within(app, where, region, next) {
  for (let tab = 0; tab < 3; tab++) {
    await here(app, 'middle')
    assert.equal(await go(app, 'F6', where), next, `from ${where}`)
    assert.equal(await go(app, 'Shift+F6', where), region, `back to ${where}`)
    assert.ok(await back(app, 'middle'), `${where}: where it was left`)
    await app.press('Tab')
    if ((await here(app)) !== region) return app.execute(() => window.places.middle.focus())
  }
}

journey('F6 goes round every screen', { width: 1440, height: 900, timeout: 300_000 }, async (app) => {
  await saved(app)
  await app.press('Control+0')
  await app.waitForText('main', 'GitLab')
  await rounds(app, 'the library')
  await app.press('Control+b')
  await app.waitForText('main', 'ackup')
  await rounds(app, 'backups')
  await app.press('Control+0')
  await app.waitForText('main', 'GitLab')
  await app.press('Enter')
  await app.find('nav[aria-label="Parts of the debrief"]')
  for (const [n, screen] of ['Prepare', 'Meeting', 'Timeline', 'Factors', 'Report'].entries()) {
    await part(app, n + 1)
    await saved(app)
    await rounds(app, screen)
  }
  // A small window has the same regions; what is folded away is gone from the round as well.
  await app.resize(1024, 700)
  await part(app, 2)
  await rounds(app, 'the meeting in a small window')
})
