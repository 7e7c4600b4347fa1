// Opens the window on a screen of its own, waits until it has drawn, leaves build/out/window.png and quits.
// "make run" does this where there is no display.
import { relative } from 'node:path'
import { open, root } from './driver.mjs'
import { drawn } from './steps.mjs'

const app = await open()
try {
  // A new library opens the sample at its report: the picture is taken once a page is on it.
  await app.waitFor(() => drawn(app), 'the window to draw', 30_000)
  console.log(`The window: ${relative(root, await app.screenshot('window'))}`)
} finally {
  const trouble = await app.close()
  if (trouble) {
    console.error(trouble)
    process.exitCode = 1
  }
}
