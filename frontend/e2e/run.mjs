// Runs every *.test.mjs of this folder, one after the other: node frontend/e2e/run.mjs [name …]
// Names choose files: "run.mjs journey" runs journey.test.mjs.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { binary } from './tools.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const chosen = process.argv.slice(2)
const files = readdirSync(here)
  .filter((file) => file.endsWith('.test.mjs'))
  .filter((file) => chosen.length === 0 || chosen.includes(file.slice(0, -'.test.mjs'.length)))

if (!existsSync(binary) || files.length === 0) {
  console.error(files.length ? `${binary} is missing: run "make build" first` : 'no such test')
  process.exit(2)
}
// One at a time: two windows on two cores make every wait longer and every figure worse.
const args = ['--test', '--test-concurrency=1', '--test-force-exit', '--test-reporter=spec']
const runner = spawn(process.execPath, [...args, ...files.map((file) => join(here, file))], {
  stdio: 'inherit',
})
runner.on('exit', (code) => process.exit(code ?? 1))
