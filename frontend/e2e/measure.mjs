// Figures taken in the real window.
import { readFileSync, readdirSync } from 'node:fs'

const at = (samples, share) =>
  [...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(share * samples.length))]

export const median = (samples) => at(samples, 0.5)

/** Median, 99th percentile and maximum of a list of milliseconds, as one line for a person. */
export function summary(name, samples) {
  const ms = (share) => `${at(samples, share).toFixed(1)} ms`
  return `${name}: p50 ${ms(0.5)}, p99 ${ms(0.99)}, max ${ms(1)} (${samples.length})`
}

/**
 * From the start of the process to a moment the page has marked with performance.mark(mark), in milliseconds.
 */
export async function startup(app, mark = 'interactive') {
  const at = await app.waitFor(
    () =>
      app.execute((mark) => {
        const [entry] = performance.getEntriesByName(mark)
        return entry ? performance.timeOrigin + entry.startTime : 0
      }, mark),
    `the page to mark ${mark}`,
  )
  return at - app.startedAt()
}

/**
 * From each keystroke to the frame that shows it painted, in milliseconds. A frame callback runs before its
 * frame is painted and a message posted there arrives after, so the message ends the measurement.
 * Types key by key into whatever has the focus, each after the one before was painted.
 */
export async function keystrokes(app, text) {
  await app.execute(() => {
    window.keyTimes = []
    window.keyListener = (event) => {
      const start = event.timeStamp
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => window.keyTimes.push(performance.now() - start)
        channel.port2.postMessage(0)
      })
    }
    addEventListener('keydown', window.keyListener, true)
  })
  for (const [i, character] of [...text].entries()) {
    await app.type(character)
    await app.waitFor(() => app.execute((n) => window.keyTimes.length > n, i), 'a painted key')
  }
  return app.execute(() => {
    removeEventListener('keydown', window.keyListener, true)
    return window.keyTimes
  })
}

/**
 * From a key (say 'Enter') until the page satisfies a condition, in milliseconds, measured inside the page:
 * condition is a function that runs there on every change of the document.
 */
export async function keyUntil(app, key, condition) {
  await app.execute(
    `() => {
      window.until = new Promise((resolve) => {
        addEventListener('keydown', (event) => {
          const done = () => (${condition})() && (watch.disconnect(), resolve(performance.now() - event.timeStamp))
          const watch = new MutationObserver(done)
          watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
        }, { capture: true, once: true })
      })
    }`,
  )
  await app.press(key)
  return app.executeAsync(() => window.until)
}

/** Proportional memory of the application and its helpers, in MB. */
export function memory(app) {
  const parent = new Map()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parent.set(
        Number(pid),
        Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]),
      )
    } catch {
      // ended meanwhile
    }
  }
  const ours = (pid) => pid === app.pid() || (parent.has(pid) && ours(parent.get(pid)))
  let kB = 0
  for (const pid of [...parent.keys()].filter(ours)) {
    kB += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  }
  return kB / 1024
}
