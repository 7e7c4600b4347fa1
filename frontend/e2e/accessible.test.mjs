// axe-core finds nothing on any screen, in light and in dark, at the two sizes the app is drawn for.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, capture, part, reopen, saved } from './steps.mjs'

const SAMPLE = 'GitLab.com primary database removed'

const sample = async (app, name) => {
  await reopen(app, SAMPLE)
  await part(app, name)
}

const stages = Object.fromEntries(
  [2, 4, 5, 6, 7].map((n) => [`meeting, stage ${n}`, (app) => stage(app, n)]),
)

/** Each goes to a screen from the one before and waits until it shows what it is about; a window for each group. */
const groups = {
  'the library and preparing': {
    library: (app) => app.waitForText('main', 'GitLab'),
    async 'library with a new debrief'(app) {
      await begin(app, 'Checkout timeouts')
      await saved(app)
      await app.push('Library')
      await app.waitForText('main', 'Checkout timeouts')
    },
    async prepare(app) {
      await sample(app, 'Prepare')
      await app.field('Title')
    },
  },
  'the meeting': {
    async 'meeting, stage 1'(app) {
      await reopen(app, SAMPLE)
      await capture(app)
      await stage(app, 1)
    },
    ...stages,
    async 'meeting, stage 3, with a flag'(app) {
      await stage(app, 3)
      await capture(app)
      await app.type('we should have checked the backup before the rollout')
      await app.waitForText('aside', 'should have')
    },
  },
  'the other parts': {
    timeline: (app) => sample(app, 'Timeline').then(() => app.waitForText('main', '23:27')),
    factors: (app) => part(app, 'Factors').then(() => app.waitForText('main', 'backup')),
    async report(app) {
      await part(app, 'Report')
      await app.waitFor(() => app.execute(inked), 'a page drawn on the screen', 30_000)
    },
    async 'the shortcut sheet'(app) {
      await app.press('Control+/')
      await app.find('[role=dialog], dialog')
    },
    async 'the hidden screen'(app) {
      await app.press('Escape')
      await app.gone('[role=dialog], dialog')
      await app.press('F9')
      await app.waitForText('body', 'Agenda')
    },
  },
}

/** In the dark only colours differ, and colours are what is looked at there. */
const looks = { light: {}, dark: { runOnly: ['color-contrast', 'link-in-text-block'] } }

// Runs in the page: the first canvas, the page in the middle or its small picture, is not white any more.
const inked = () => {
  const canvas = document.querySelector('main canvas')
  if (!canvas?.width) return false
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.some((value, i) => i % 4 === 0 && value < 128 && data[i + 3] > 0)
}

const stage = async (app, n) => {
  await app.click(`nav[aria-label="Stages of the meeting"] li:nth-of-type(${n}) button`)
  await app.find(`nav[aria-label="Stages of the meeting"] li:nth-of-type(${n}) [aria-current=step]`)
}

const sizes = [
  [1440, 900],
  [1024, 700],
]
for (const [width, height] of sizes) {
  for (const [group, screens] of Object.entries(groups)) {
    test(`nothing to find in ${group} at ${width} × ${height}`, { timeout: 300_000 }, async (t) => {
      const app = await open({ width, height, library: sampleAt(join(folder(), 'library.db')) })
      try {
        await saved(app)
        for (const [name, go] of Object.entries(screens)) {
          await t.test(name, async () => {
            await go(app)
            const found = []
            for (const [look, rules] of Object.entries(looks)) {
              await app.theme(look)
              await app.screenshot(`accessible-${name.replace(/\W+/g, '-')}-${width}-${look}`)
              for (const violation of await app.audit('body', rules)) found.push(`${look}: ${violation}`)
            }
            assert.deepEqual(found, [])
          })
        }
      } finally {
        await app.close()
      }
    })
  }
}
