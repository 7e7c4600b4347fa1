// Libraries and the command line, without a window.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { binary, root } from './tools.mjs'

let own

/** A new folder that goes when this process ends. */
export function folder() {
  if (!own) {
    own = mkdtempSync(join(tmpdir(), 'secondstory-e2e-'))
    process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  }
  return mkdtempSync(join(own, 'folder-'))
}

/** Runs the binary's command line and returns { code, out, err }. */
export function cli(...args) {
  const { status, stdout, stderr } = spawnSync(binary, args, { encoding: 'utf8', timeout: 60_000 })
  return { code: status, out: stdout, err: stderr }
}

/** Puts a library with a copy of the sample at a path, written while the clock said this (RFC 3339). */
export const libraryOf = (path, clock) => bulk(path, '-n', '1', '-clock', clock)

/** Puts a library with the sample and nine debriefs of this year that share conditions at a path. */
export const nineAt = (path) => bulk(path, '-n', '0', '-nine')

function bulk(path, ...args) {
  const tool = join(root, 'build', 'tools', 'bulk')
  if (!existsSync(tool)) {
    throw new Error(`${tool} is missing: "make test" and "make bench" build it`)
  }
  const { status, stderr } = spawnSync(tool, [...args, '-o', dirname(path)])
  if (status !== 0) throw new Error(`bulk ended with ${status}: ${stderr}`)
  return path
}

let sample

/** Puts a library that holds the sample at a path and returns the path. */
export function sampleAt(path) {
  if (!sample) {
    const dir = folder()
    const { code, err } = cli('demo', '-o', dir)
    if (code !== 0) throw new Error(`demo ended with ${code}: ${err}`)
    sample = join(dir, 'library.db')
  }
  copyFileSync(sample, path)
  return path
}
