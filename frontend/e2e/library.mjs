// Libraries and the command line, without a window.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binary } from './tools.mjs'

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
