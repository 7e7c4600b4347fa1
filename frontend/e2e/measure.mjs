// Figures taken in the real window.
import { readFileSync, readdirSync } from 'node:fs'

const at = (samples, share) =>
  [...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(share * samples.length))]

export const median = (samples) => at(samples, 0.5)

/**
 * Median, 99th percentile and maximum of a list of milliseconds, as one line for a person; with what the 99th
 * percentile is to be, where that was said.
 */
export function summary(name, samples, target) {
  const ms = (share) => `${at(samples, share).toFixed(1)} ms`
  const goal = target === undefined ? '' : `, target p99 ≤ ${target} ms`
  return `${name}: p50 ${ms(0.5)}, p99 ${ms(0.99)}, max ${ms(1)} (${samples.length}${goal})`
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

/** keystrokes of a text, typed into whatever has the focus. */
export const keystrokes = (app, text) =>
  painted(
    app,
    [...text].map((character) => () => app.type(character)),
  )

/**
 * From each key to the frame that shows what it did, in milliseconds. A frame callback runs before its frame
 * is painted and a message posted there arrives after, so the message ends the measurement. Each of acts
 * presses one key, after the one before was painted.
 */
export async function painted(app, acts) {
  await app.execute(() => {
    window.keyTimes = []
    // One for all keys: each open channel makes every later frame dearer.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => window.keyTimes.push(performance.now() - data)
    window.keyListener = ({ timeStamp }) => requestAnimationFrame(() => port2.postMessage(timeStamp))
    addEventListener('keydown', window.keyListener, true)
  })
  for (const [i, act] of acts.entries()) {
    await act()
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

/**
 * From a key until a frame is painted whose page satisfies a condition (a function that runs there): how long,
 * in milliseconds, and the how manieth frame since the key it is.
 */
export async function framesUntil(app, key, condition) {
  await app.execute(
    `() => {
      window.framed = new Promise((resolve) => {
        addEventListener('keydown', (event) => {
          let frames = 0
          const frame = () => {
            frames++
            if (!(${condition})()) return requestAnimationFrame(frame)
            const channel = new MessageChannel()
            channel.port1.onmessage = () => {
              channel.port1.close()
              resolve({ frames, ms: performance.now() - event.timeStamp })
            }
            channel.port2.postMessage(0)
          }
          requestAnimationFrame(frame)
        }, { capture: true, once: true })
      })
    }`,
  )
  await app.press(key)
  return app.executeAsync(() => window.framed)
}

/**
 * From a key at the Desk to the frame in which the Room shows what follows from it, in milliseconds, with the way
 * back by which the Room says so.
 */
export async function keyToRoom(app, key) {
  await app.execute(() => {
    window.inRoom = new Promise((resolve) => {
      const down = (event) => {
        const stop = window.runtime.EventsOn('room-painted', () => {
          stop()
          resolve(performance.now() - event.timeStamp)
        })
      }
      addEventListener('keydown', down, { capture: true, once: true })
    })
  })
  await app.press(key)
  return app.executeAsync(() => window.inRoom)
}

/**
 * From the last key of a text to the frame that shows its underlined phrase, in milliseconds: the rest of
 * 600 ms that the check waits for, and what it takes.
 */
export async function underlined(app, text) {
  await app.execute(() => {
    window.underlined = new Promise((resolve) => {
      let last = 0
      const field = document.activeElement
      const typed = (event) => (last = event.timeStamp)
      const look = () => {
        if (!field.querySelector('.fl')) return
        watch.disconnect()
        removeEventListener('keydown', typed, true)
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => resolve(performance.now() - last)
          channel.port2.postMessage(0)
        })
      }
      const watch = new MutationObserver(look)
      watch.observe(field, { subtree: true, childList: true, attributes: true })
      addEventListener('keydown', typed, true)
    })
  })
  await app.type(text)
  return app.executeAsync(() => window.underlined)
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
