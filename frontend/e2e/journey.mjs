// One test with a window of its own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from './driver.mjs'

/** Opens a window with these options, runs work(app), and clears up whatever happens. */
export function journey(name, options, work) {
  test(name, { timeout: options.timeout ?? 300_000 }, async () => {
    const app = await open(options)
    try {
      await work(app)
      assert.doesNotMatch(app.log(), /off GTK's thread/)
    } catch (error) {
      const picture = `${name.replace(/[^\w]+/g, '-').slice(0, 60)}-failed`
      await app.screen(picture).catch(() => {})
      console.error(`build/out/${picture}.png\n${app.log()}`)
      throw error
    } finally {
      await app.close()
    }
  })
}
