// The small C programs of the harness, built when their source is newer, and where things lie.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
export const root = join(here, '..', '..')
export const out = join(root, 'build', 'out')
export const binary = process.env.SECONDSTORY_BINARY ?? join(root, 'build', 'bin', 'secondstory')
mkdirSync(out, { recursive: true })

const newer = (a, b) => !existsSync(b) || statSync(a).mtimeMs > statSync(b).mtimeMs

/** Returns the path of the built 'wkauto.so', 'wmclose', 'offer' or 'taken'. */
export function tool(name) {
  const source = join(here, name.replace(/\.so$/, '') + '.c')
  const target = join(root, 'build', 'tools', name)
  if (newer(source, target)) {
    mkdirSync(dirname(target), { recursive: true })
    const part = `${target}.${process.pid}`
    execFileSync('gcc', ['-O2', '-o', part, source, ...flags[name]()])
    renameSync(part, target) // two test processes may build at once
  }
  return target
}

const flags = {
  'wkauto.so': () => ['-shared', '-fPIC', ...pkgConfig('--cflags', 'webkit2gtk-4.1')],
  wmclose: () => ['-lX11'],
  offer: () => pkgConfig('--cflags', '--libs', 'gtk+-3.0'),
  taken: () => pkgConfig('--cflags', '--libs', 'gtk+-3.0'),
}

function pkgConfig(...args) {
  return execFileSync('pkg-config', args, { encoding: 'utf8' }).trim().split(/\s+/)
}
