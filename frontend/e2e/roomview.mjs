// The Room view beside the Desk: its window, its process, and everything that is written to it.
import { chmodSync, copyFileSync, existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary } from './tools.mjs'
import { until } from './until.mjs'

export const ROOM = '^Second Story: Room view$'

/**
 * A binary in a folder of its own, and how to have what it starts recorded: once the Desk runs, a script takes
 * its place, so that the Room is the same binary with its input copied into a file. from: another than the shipped one.
 */
export function recorded(folder, from = binary) {
  const path = join(folder, 'secondstory')
  const log = join(folder, 'stream')
  copyFileSync(from, path)
  return {
    binary: path,
    listen() {
      const script = join(folder, 'script')
      writeFileSync(script, `#!/bin/sh\ntee -a '${log}' | exec '${from}' "$@"\n`)
      chmodSync(script, 0o755)
      renameSync(script, path)
    },
    /** All that was written to the Room so far. */
    stream: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    /** The newest view in it. */
    view: () => JSON.parse(readFileSync(log, 'utf8').trim().split('\n').at(-1)).view,
  }
}

/** The processes that are Room views of a Desk, or of nobody any more. */
export function rooms() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return line[0]?.endsWith('/secondstory') && line[1] === '--room'
      } catch {
        return false
      }
    })
}

/** The processes started by one. */
export const childrenOf = (parent) =>
  rooms().filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
    } catch {
      return false
    }
  })

/** Opens the Room by its key and waits for its window; returns its X id. */
export async function openRoom(app, x = 0, width = 1280, height = 720) {
  await app.press('Control+d')
  const id = await app.display.window(ROOM, 20_000)
  await sizeRoom(app, id, x, width, height)
  await app.find('header [aria-pressed=true]', 20_000)
  return id
}

export async function sizeRoom(app, id, x, width, height) {
  await app.display.xdo('windowsize', id, width, height)
  await app.display.xdo('windowmove', id, x, 0)
  await until(
    async () => (await app.display.xdo('getwindowgeometry', '--shell', id)).includes(`HEIGHT=${height}`),
    `the Room at ${width}×${height}`,
  )
}
