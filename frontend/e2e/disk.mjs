// Small disks of a test's own, in a mount namespace that goes with the process.
import { spawn, execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const INSIDE = 'SECONDSTORY_OWN_MOUNTS'

/**
 * Runs the calling test file again in a mount namespace of its own and ends with its result: as root by
 * "unshare -m", otherwise by "unshare -rm". Await it first in the file. Returns only inside.
 */
export async function ownMounts() {
  if (process.env[INSIDE]) return
  const way = process.getuid() === 0 ? '-m' : '-rm'
  const args = [way, process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const inside = spawn('unshare', args, {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: way },
  })
  process.once('SIGTERM', () => inside.kill('SIGTERM'))
  process.exit(await new Promise((resolve) => inside.once('exit', (code) => resolve(code ?? 1))))
}

/** Mounts an empty disk of this size ("8m") at a new folder and returns what can be done to it. */
export function disk(folder, size) {
  mkdirSync(folder)
  const mount = (...args) => execFileSync('mount', args)
  mount('-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', folder)
  process.prependOnceListener('exit', () => execFileSync('umount', ['--lazy', folder]))
  const filling = join(folder, 'filling')
  return {
    // With "bind", because without it only the real root may.
    readOnly: () => mount('-o', 'remount,bind,ro', folder),
    writable: () => mount('-o', 'remount,bind,rw', folder),
    /** Leaves no room at all. */
    fill() {
      const file = openSync(filling, 'w')
      try {
        for (const block = Buffer.alloc(1 << 16, 'x'); ;) writeSync(file, block)
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    makeRoom: () => rmSync(filling),
  }
}
