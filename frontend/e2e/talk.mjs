// Somebody talks and somebody types along: mixed lines at a number of words a minute, whatever the window does
// meanwhile, and what became of them.

/** A word is taken for so many key strokes, as those do who count typing. */
const WORD = 5

const prose = [
  'the graph of the pool was red before anybody had been told about it',
  'we should have looked at the second screen while the batch was running',
  'somebody on the bridge asked which of the two hosts had answered last',
  'then the page came in and I opened the dashboard beside the runbook',
  'it was late, and nobody could have known that the job runs twice on Sundays',
  'I expected the copy to be there, since it had been there every night',
]
const prefixes = ['?', '#', '!', '+', '>', '']

/**
 * Line i of a talk as it is typed, and the text that is to be filed; a command files none. The number makes each
 * its own. name: somebody who takes part.
 */
export function talkLine(i, name) {
  const text = `${prose[i % prose.length]} ${i}`
  if (i % 12 === 11) return { says: `/person ${name}` }
  if (i % 4 === 1) return { says: `${String(14 + (i % 9))}:${String(i % 60).padStart(2, '0')} @${name}: ${text}`, is: text }
  if (i % 4 === 3) return { says: `${name}: ${text}`, is: text }
  const prefix = prefixes[i % prefixes.length]
  return { says: prefix ? `${prefix} ${text}` : text, is: text }
}

/**
 * Types lines for so many minutes at so many words a minute. A key that is late is followed by the next ones at
 * once, so that the pace holds. Returns the lines, what was typed, how fast, and how long each key took until its
 * frame was painted.
 */
export async function talk(app, wpm, minutes, name) {
  const each = 60_000 / (wpm * WORD)
  await app.execute(follow)
  const lines = []
  let characters = 0
  const began = performance.now()
  const due = () => Math.floor((performance.now() - began) / each) - characters
  while (performance.now() - began < minutes * 60_000) {
    const line = talkLine(lines.length, name)
    lines.push(line)
    for (let rest = `${line.says}\n`; rest; ) {
      const n = Math.min(rest.length, due())
      if (n <= 0) await new Promise((resolve) => setTimeout(resolve, each / 2))
      else {
        await app.type(rest.slice(0, n))
        characters += n
        rest = rest.slice(n)
      }
    }
  }
  const took = performance.now() - began
  const { keys, frames } = await app.execute(() => window.talked())
  return { lines, characters, wpm: characters / WORD / (took / 60_000), keys, stall: Math.max(...frames) }
}

// Runs in the page: how long each key takes until a frame is painted, and how far frames are apart, until talked() is
// called. A message that a frame callback posts arrives once its frame is painted.
function follow() {
  const [keys, frames] = [[], []]
  const onKey = (event) => {
    if (['Shift', 'Control', 'Alt'].includes(event.key)) return
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => keys.push(performance.now() - event.timeStamp)
      channel.port2.postMessage(0)
    })
  }
  let [last, going] = [performance.now(), true]
  const frame = (now) => {
    frames.push(now - last)
    last = now
    if (going) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  addEventListener('keydown', onKey, true)
  window.talked = () => {
    going = false
    removeEventListener('keydown', onKey, true)
    return { keys, frames }
  }
}
