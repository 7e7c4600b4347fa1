// The two small C programs of the harness, built when their source is newer, and where things lie.
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

/** Returns the path of the built 'wkauto.so' or 'wmclose'. */
export function tool(name) {
  const source = join(here, name.replace(/\.so$/, '') + '.c')
  const target = join(root, 'build', 'tools', name)
  if (newer(source, target)) {
    mkdirSync(dirname(target), { recursive: true })
    const part = `${target}.${process.pid}`
    const flags = name.endsWith('.so')
      ? ['-shared', '-fPIC', ...pkgConfig('--cflags', 'webkit2gtk-4.1')]
      : []
    execFileSync('gcc', ['-O2', '-o', part, source, ...flags, ...(flags.length ? [] : ['-lX11'])])
    renameSync(part, target) // two test processes may build at once
  }
  return target
}

function pkgConfig(...args) {
  return execFileSync('pkg-config', args, { encoding: 'utf8' }).trim().split(/\s+/)
}
