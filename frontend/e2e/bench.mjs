// Figures of the real window, printed one a line: node frontend/e2e/bench.mjs
import { open } from './driver.mjs'
import { memory, startup, summary } from './measure.mjs'

const starts = []
const memories = []
for (let run = 0; run < 5; run++) {
  const app = await open()
  try {
    starts.push(await startup(app))
    memories.push(memory(app))
  } finally {
    await app.close()
  }
}
console.log(summary('exec → interactive, empty library', starts))
console.log(`memory of all processes (PSS): ${Math.max(...memories).toFixed(0)} MB`)
