// Figures of the real window, printed one a line: node frontend/e2e/bench.mjs [start] [typing] [wording]
// [timeline] [room] [course] [interview] [preview] [talk] [hours] [memory]
// "make bench" builds what it needs before: the app, and build/tools/bulk, which fills libraries.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { framesUntil, keyToRoom, keyUntil, keystrokes, memory, median, painted, startup, summary, underlined } from './measure.mjs'
import { openRoom } from './roomview.mjs'
import { capture, part, reopen, saved } from './steps.mjs'
import { talk } from './talk.mjs'
import { root } from './tools.mjs'

const STARTS = 5
const KEYS = 120
const LINES = 60
const PHRASES = 20
/** How long a talk is followed, in minutes. */
const TALK = Number(process.env.SECONDSTORY_TALK ?? 3)
/** How long typing rests before the wording is looked at, in milliseconds; see flags.svelte.ts. */
const REST = 600

const ENTRIES = '[role="listbox"][aria-label="Entries in order of time"]'

const FIGURE = '.drawing [role="listbox"]'

/** Pixels a second a wheel that is turned fast scrolls. */
const WHEEL = 4000

// Runs in the page: scrolls the card around a list for four seconds and tells how far frames were apart.
async function scrolled(list, wheel) {
  const card = document.querySelector(list).parentElement
  const frames = []
  let last = performance.now()
  const begun = last
  while (last - begun < 4000) {
    const now = await new Promise(requestAnimationFrame)
    frames.push(now - last)
    last = now
    card.scrollTop = (wheel * (now - begun)) / 1000
  }
  return frames.slice(1)
}

/**
 * Runs in the page: turns the wheel over the figure in every frame, closer for two seconds, along for one and back for
 * one; tells how far frames were apart, and how many pictures were drawn.
 */
async function zoomed(figure) {
  const svg = document.querySelector(`${figure} svg`)
  const { left, top, width, height } = svg.getBoundingClientRect()
  const place = { clientX: left + width * 0.6, clientY: top + height / 2, bubbles: true, cancelable: true }
  const frames = []
  let pictures = 0
  let changed = false
  const watch = new MutationObserver(() => (changed = true))
  watch.observe(svg, { subtree: true, childList: true, attributes: true, characterData: true })
  let last = performance.now()
  const begun = last
  while (last - begun < 4000) {
    const now = await new Promise(requestAnimationFrame)
    frames.push(now - last)
    last = now
    if (changed) pictures++
    changed = false
    const at = now - begun
    const wheel = at < 2000 ? { deltaY: -14, ctrlKey: true } : at < 3000 ? { deltaX: 12 } : { deltaY: 28, ctrlKey: true }
    svg.dispatchEvent(new WheelEvent('wheel', { ...place, ...wheel }))
  }
  watch.disconnect()
  return { frames: frames.slice(1), pictures }
}

/**
 * Runs in the page: notes how long it takes from each save of the debrief to the next large page drawn, painted.
 */
function watchPages() {
  window.refreshes = []
  let saved = 0
  const save = window.go.app.Debriefs.Save
  window.go.app.Debriefs.Save = async (...args) => {
    const answer = await save(...args)
    saved = performance.now()
    return answer
  }
  const { drawImage } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.drawImage = function (...args) {
    drawImage.apply(this, args)
    if (!saved || !this.canvas.closest('.sheet')) return
    const since = saved
    saved = 0
    requestAnimationFrame(() => setTimeout(() => window.refreshes.push(performance.now() - since)))
  }
}

const bulk = process.env.SECONDSTORY_BULK ?? join(root, 'build', 'tools', 'bulk')
if (!existsSync(bulk)) {
  console.error(`${bulk} is missing: run "make bench"`)
  process.exit(2)
}

/** A library of n copies of the sample and, with lines, a debrief "Long meeting" that has so many. */
function filled(n, lines, ...more) {
  const dir = folder()
  execFileSync(bulk, ['-n', n, '-lines', lines, '-o', dir, ...more].map(String))
  return join(dir, 'library.db')
}

async function within(library, work) {
  const app = await open({ library })
  try {
    await saved(app)
    return await work(app)
  } finally {
    await app.close()
  }
}

async function starts(name, library) {
  const times = []
  for (let run = 0; run < STARTS; run++) {
    // A measured start has nothing to wait for but its own mark.
    const app = await open({ library })
    try {
      times.push(await startup(app))
    } finally {
      await app.close()
    }
  }
  console.log(summary(`exec → interactive, ${name}`, times))
  return median(times)
}

const parts = {
  async start() {
    const none = await starts('an empty library', filled(0, 0, '-bare'))
    await starts('a library with the sample', sampleAt(join(folder(), 'library.db')))
    const many = await starts('a library of 10,000 debriefs', filled(10_000, 0))
    console.log(`start with 10,000 debriefs ÷ start with none: ${(many / none).toFixed(2)}`)
  },

  async typing() {
    for (const lines of [200, 2000]) {
      await within(filled(0, lines), async (app) => {
        await reopen(app, 'Long meeting')
        await capture(app)
        const text = 'the pool graph was all red and nobody had been told about the batch job that ran. '
        const keys = await keystrokes(app, text.repeat(2).slice(0, KEYS))
        console.log(summary(`keystroke → painted, ${lines} lines`, keys, 16))
        await app.press('Enter')
        await saved(app)
        const filings = []
        for (let i = 0; i < LINES; i++) {
          const text = `line ${i} of the bench`
          await app.type(text)
          await saved(app)
          filings.push(await keyUntil(app, 'Enter', filed(text)))
        }
        console.log(summary(`Enter → line saved and shown so, ${lines} lines`, filings, 50))
        if (lines === 2000) {
          const size = memory(app)
          console.log(`memory of all processes (PSS), 2,000 lines open: ${size.toFixed(0)} MB`)
        }
      })
    }
  },

  async wording() {
    await within(filled(0, 2000, '-flagged', 200), async (app) => {
      await reopen(app, 'Long meeting')
      await capture(app)
      const rests = []
      for (let i = 0; i < PHRASES; i++) {
        rests.push(await underlined(app, 'we should have looked at the pool'))
        if (i < PHRASES - 1) await app.press('Control+a', 'Delete')
      }
      const beyond = rests.map((ms) => ms - REST)
      console.log(summary('underline after the last key, beyond the rest of 600 ms', beyond))
      const text = ' and nobody had been told about the batch job that ran. '
      const keys = await keystrokes(app, text.repeat(3).slice(0, KEYS))
      console.log(summary('keystroke → painted, 2,000 lines, 200 of them flagged', keys, 16))
      const opened = await keyUntil(app, 'Shift+F8', listed)
      console.log(`Shift F8 → list of open wording, 200 phrases: ${opened.toFixed(0)} ms`)
      const walk = Array.from({ length: LINES }, () => () => app.press('ArrowDown'))
      console.log(summary('arrow → painted, list of 200 phrases', await painted(app, walk)))
      const leave = Array.from({ length: PHRASES }, () => () => app.press('Alt+x'))
      console.log(summary('Alt X → painted, list of 200 phrases', await painted(app, leave)))
      await saved(app)
    })
  },

  async timeline() {
    await within(filled(0, 10_000), async (app) => {
      await reopen(app, 'Long meeting')
      const opened = performance.now()
      await part(app, 'Timeline')
      await app.find(`${ENTRIES} [data-entry]`)
      console.log(`timeline of 10,000 entries, key → first row: ${(performance.now() - opened).toFixed(0)} ms`)
      const frames = await app.executeAsync(scrolled, ENTRIES, WHEEL)
      console.log(summary('frames while 10,000 entries scroll', frames, 20))
      await app.waitFor(() => app.count(`${FIGURE} svg [role="option"]`), 'the figure')
      const closer = await app.executeAsync(zoomed, FIGURE)
      console.log(summary('frames while the figure of 10,000 entries is zoomed', closer.frames, 20))
      console.log(`pictures drawn while it is zoomed: ${(closer.pictures / 4).toFixed(0)} a second`)
      await app.click(`${ENTRIES} [data-entry]`)
      const walk = ['ArrowDown', 'PageDown', 'End', 'Home'].flatMap((key) =>
        Array.from({ length: PHRASES }, () => () => app.press(key)),
      )
      console.log(summary('arrow, page, End, Home → painted, 10,000 entries', await painted(app, walk)))
      console.log(`rows drawn of 10,000: ${await app.count(`${ENTRIES} [data-entry]`)}`)
    })
  },

  async room() {
    for (const lines of [200, 2000]) {
      await within(filled(0, lines), async (app) => {
        await reopen(app, 'Long meeting')
        await capture(app)
        await app.press('Control+Shift+Enter')
        await openRoom(app)
        await app.type('14:32 a line for the room\n')
        await saved(app)
        const each = async (name, key, between = () => saved(app)) => {
          const times = []
          for (let i = 0; i < LINES; i++) {
            times.push(await keyToRoom(app, key))
            await between()
          }
          console.log(summary(`${name}, ${lines} lines`, times, 100))
        }
        await each('next question → seen in the Room', 'Alt+ArrowDown')
        await each('Alt R → saved, and seen in the Room', 'Alt+r')
        const back = async () => {
          await app.press('F9')
          while (await app.count('dialog.hidden')) await app.press('F9')
        }
        await each('F9 → the Room is hidden', 'F9', back)
        const size = memory(app)
        console.log(`memory of both windows (PSS), ${lines} lines: ${size.toFixed(0)} MB`)
      })
    }
  },

  async course() {
    for (const lines of [200, 2000]) {
      await within(filled(0, lines), async (app) => {
        await reopen(app, 'Long meeting')
        await capture(app)
        await app.press('Control+Enter')
        await saved(app)
        await app.type('/stage 2\n')
        await app.press('Alt+j') // so that leaving the ground rules asks nothing
        await saved(app)
        await app.type(`/stage 1\n`)
        await app.waitFor(() => app.execute(`() => (${inStage(1)})()`), 'the first stage')
        const changes = []
        for (let i = 0; i < 5; i++) {
          for (let stage = 2; stage <= 7; stage++) {
            changes.push((await framesUntil(app, 'Control+Shift+Enter', inStage(stage))).ms)
            await saved(app)
          }
          for (let stage = 6; stage >= 1; stage--) {
            changes.push((await framesUntil(app, 'Control+Shift+Backspace', inStage(stage))).ms)
            await saved(app)
          }
        }
        console.log(summary(`stage change → painted, ${lines} lines`, changes, 100))
        const hides = []
        for (let i = 0; i < PHRASES; i++) {
          hides.push(await framesUntil(app, 'F9', hidden))
          while (await app.count('dialog[open]')) await app.press('F9')
        }
        console.log(summary(`F9 → the Desk is hidden, ${lines} lines`, hides.map((h) => h.ms)))
        const frames = Math.max(...hides.map((h) => h.frames))
        console.log(`F9 → the Desk is hidden, ${lines} lines: in frame ${frames} after the key (${hides.length}, target 1)`)
      })
    }
  },

  // Sealed notes: a usual one, a long one, and one as large as nobody talks. Each is sealed while it is typed.
  async interview() {
    for (const [passages, letters] of [[12, 250], [2000, 80], [2000, 3000]]) {
      await within(filled(0, 200), async (app) => {
        await app.call('Interviews', 'Make', 'a lamp over the harbour')
        const debrief = (await long(app)).debrief.id
        const size = await app.executeAsync(sealTalk, debrief, passages, letters)
        const name = `a note of ${(size / 1000).toFixed(0)} KB in ${passages} passages`
        await reopen(app, 'Long meeting')
        await app.press('Control+6')
        await app.find('[data-passage=""] textarea:focus', 30_000)
        const text = 'the pool graph was all red and nobody had been told about the batch job that ran. '
        const keys = await keystrokes(app, text.repeat(2).slice(0, KEYS))
        console.log(summary(`keystroke → painted, ${name}`, keys, 16))
        await app.press('Enter')
        await saved(app, 30_000)
        await app.press('Backspace')
        const edits = await keystrokes(app, text.repeat(2).slice(0, KEYS))
        console.log(summary(`keystroke → painted in a passage, ${name}`, edits, 16))
        await saved(app, 30_000)
      })
    }
  },

  // A report of twenty pages: from the answer that something typed is saved to the frame with its new page; and typing
  // while pages are set.
  async preview() {
    await within(filled(0, 300), async (app) => {
      await reopen(app, 'Long meeting')
      await part(app, 'Report')
      await app.waitFor(() => app.count('.thumbs button'), 'the pages')
      const pages = await app.count('.thumbs button')
      const lead = await app.field('What happened')
      await app.click(lead)
      await app.execute(watchPages)
      for (let i = 0; i < PHRASES; i++) {
        await app.type('x')
        await app.waitFor(() => app.execute((n) => window.refreshes.length > n, i), 'the page with it')
      }
      console.log(summary(`save → new page drawn, ${pages} pages`, await app.execute(() => window.refreshes), 400))
      const text = ' and nobody had been told about the batch job that ran. '
      const keys = await keystrokes(app, text.repeat(3).slice(0, KEYS))
      console.log(summary(`keystroke → painted while ${pages} pages are set`, keys, 16))
      await saved(app)
    })
    await within(filled(0, 600), async (app) => {
      await reopen(app, 'Long meeting')
      await part(app, 'Report')
      await app.waitFor(() => app.count('.thumbs button'), 'the pages')
      const frames = await app.executeAsync(scrolled, '.thumbs button', WHEEL / 4)
      console.log(summary(`frames while ${await app.count('.thumbs button')} small pages scroll`, frames, 20))
    })
  },

  // Somebody talks and somebody types along, for as long as the pace is to be held.
  async talk() {
    for (const wpm of [150, 300]) {
      await within(filled(0, 2000), async (app) => {
        await reopen(app, 'Long meeting')
        await capture(app)
        await app.type('/stage 3\n')
        const name = (await long(app)).participants[0].name.split(' ')[0]
        const { lines, characters, wpm: held, keys, stall } = await talk(app, wpm, TALK, name)
        await saved(app, 30_000)
        const filed = texts(await long(app))
        const said = lines.filter((line) => line.is).map((line) => line.is)
        const missing = said.filter((text) => !filed.includes(text))
        if (missing.length > 0 || filed.length !== 2000 + said.length)
          throw new Error(`${filed.length - 2000} of ${said.length} filed; not as typed: ${missing.join(' | ')}`)
        const count = said.join('').length
        console.log(
          `talk at ${wpm} words a minute, held at ${held.toFixed(0)} for ${TALK} minutes, 2,000 lines: ${characters} keys in ${lines.length} lines, ` +
            `${count} characters of text typed, ${count} filed (target: all)`,
        )
        console.log(summary(`talk at ${wpm} words a minute, keystroke → painted, 2,000 lines`, keys, 16))
        console.log(`talk at ${wpm} words a minute, longest stall between two frames: ${stall.toFixed(0)} ms`)
      })
    }
  },

  // Four hours of a meeting as it is written down, without the silence between: so many lines, questions, turns and
  // looks at the Room as four hours have, one after the other. The first hour warms up and is what the others are
  // held against.
  async hours() {
    await within(filled(0, 200), async (app) => {
      await reopen(app, 'Long meeting')
      await capture(app)
      await app.press('Control+Enter')
      await openRoom(app)
      await app.click(await app.field('Write a line'))
      const sizes = []
      for (let hour = 1; hour <= 4; hour++) {
        await scriptedHour(app, hour)
        sizes.push(await settledMemory(app))
        console.log(`memory of both windows (PSS) after scripted hour ${hour}: ${sizes.at(-1).toFixed(0)} MB`)
      }
      const grown = (sizes.at(-1) / sizes[0] - 1) * 100
      console.log(`memory of both windows, from the first hour to the fourth: ${grown.toFixed(1)} % (target within 5 %)`)
    })
  },

  async memory() {
    const library = sampleAt(join(folder(), 'library.db'))
    const size = await within(library, (app) => memory(app))
    console.log(`memory of all processes (PSS), the library's screen: ${size.toFixed(0)} MB`)
  },
}

/** The long meeting as the library holds it. */
async function long(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((row) => row.title === 'Long meeting').id)).whole
}

/** The texts of all lines. */
const texts = ({ entries, questions, factors, helped, countermeasures }) =>
  [entries, questions, factors, helped, countermeasures].flat().map((record) => record.text)

// Runs in the page: seals a talk of so many passages of so many letters, and resolves with its size as JSON.
async function sealTalk(debriefId, passages, letters) {
  const text = 'what the graph looked like to me then, and whom I asked '.repeat(Math.ceil(letters / 50)).slice(0, letters)
  const one = {
    ...{ id: 'talk', debriefId, rev: 0, participantId: '', name: 'Ines', state: 'held', when: '', zone: 'UTC', minutes: 30, place: '' },
    passages: Array.from({ length: passages }, (_, n) => ({
      ...{ id: `p${n}`, prompt: n % 9 === 0 ? 'help' : '', text: `${n} ${text}`, offRecord: false, releases: [], paperId: '' },
    })),
    ...{ draft: '', asked: [], offRecord: false, followUps: [], thankedAt: '', askedSeconds: 0, heardSeconds: 0, destroyOn: '', papers: [] },
  }
  await window.go.app.Interviews.Save(one)
  return JSON.stringify(one).length
}

/** What is done within an hour: a line a minute, questions walked and asked, entries shown, the screen hidden. */
async function scriptedHour(app, hour) {
  for (let minute = 0; minute < 60; minute++) {
    const time = `${String(13 + hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    await app.type(minute % 12 === 11 ? `we should have seen ${time} coming\n` : `${time} what was seen in minute ${minute}\n`)
    if (minute % 3 === 0) await app.press('Alt+r')
    if (minute % 5 === 0) await app.press('Alt+ArrowDown')
    if (minute % 10 === 0) await app.press('Alt+a')
    if (minute % 15 === 14) {
      await app.press('Control+Shift+Enter', 'F9')
      while (await app.count('dialog[open]')) await app.press('F9')
    }
    if (minute % 12 === 11) await app.press('Alt+x')
    await saved(app, 30_000)
  }
  await app.type('/stage 1\n')
  await saved(app)
}

/** Memory once it no longer falls: what is collected later is not held. */
async function settledMemory(app) {
  let least = memory(app)
  for (let same = 0; same < 20;) {
    await app.painted()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = memory(app)
    same = now < least * 0.995 ? 0 : same + 1
    least = Math.min(least, now)
  }
  return least
}

// Runs in the page: the rail says that this is the stage.
const inStage = (n) => `() => Boolean(document.querySelector('.rail ol li:nth-child(${n}) [aria-current=step]'))`

// Runs in the page: nothing but the agenda is shown.
const hidden = `() => Boolean(document.querySelector('dialog.hidden[open]'))`

// Runs in the page: the last row in the library is this line, none is on its way, and the footer says saved.
const filed = (text) => `() =>
  [...document.querySelectorAll('[data-row]')].at(-1)?.textContent.includes('${text}') &&
  !document.querySelector('.ln.pending') &&
  document.querySelector('footer').textContent.includes('All changes saved')`

// Runs in the page: the list of open wording is there with its rows.
const listed = `() => document.querySelectorAll('dialog [role="option"]').length > 0`

const chosen = process.argv.slice(2)
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length === 0 || chosen.includes(name)) await run()
}
