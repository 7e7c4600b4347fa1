// The window opens, and ends, however it is told to.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'

journey('the close button ends it', {}, async (app) => {
  await drawn(app)
  assert.equal(await app.closeWindow(), 0)
})

journey('a request of the system ends it', {}, async (app) => {
  await drawn(app)
  assert.equal(await app.signal('SIGTERM'), 0)
})

test('it starts again after a kill', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secondstory-e2e-'))
  try {
    for (let start = 0; start < 2; start++) {
      const app = await open({ library: join(folder, 'library.db') })
      try {
        await drawn(app)
        assert.equal(await app.signal('SIGKILL'), 128 + 9)
      } finally {
        await app.close()
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

// The footer says so once the library has been read.
const drawn = (app) => app.waitForText('body', 'saved on this laptop')
