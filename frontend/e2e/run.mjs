// Runs every *.test.mjs of this folder, one after the other: node frontend/e2e/run.mjs [name …]
// Names choose files: "run.mjs journey" runs journey.test.mjs.
//
// A file with a red test is run once more when all are through: a real window on a machine that others use may miss a
// moment. Red twice is red; green at the second try is told at the end with what was wrong at the first, because it is
// a defect as well, of the test or of the app. Many red files are no missed moments, and what the app did on a wrong
// thread is no moment of the test's: those are red at once.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { binary } from './tools.mjs'

/** How many files may have missed a moment. */
const MANY = 6

const here = dirname(fileURLToPath(import.meta.url))
const chosen = process.argv.slice(2)
const files = readdirSync(here)
  .filter((file) => file.endsWith('.test.mjs'))
  .filter((file) => chosen.length === 0 || chosen.includes(file.slice(0, -'.test.mjs'.length)))

if (!existsSync(binary) || files.length === 0) {
  console.error(files.length ? `${binary} is missing: run "make build" first` : 'no such test')
  process.exit(2)
}

const home = mkdtempSync(join(tmpdir(), 'secondstory-run-'))
process.once('exit', () => rmSync(home, { recursive: true, force: true }))

// One at a time: two windows on two cores make every wait longer and every figure worse.
const first = await runAll(files)
const failed = first.filter((run) => run.red)
const again = failed.length > MANY ? [] : failed.filter(isMissed).map((run) => run.file)
const second = await runAll(again)
const red = failed.filter((run) => !again.includes(run.file)).concat(second.filter((run) => run.red))

for (const { file, tests } of new Set([...failed, ...red])) {
  for (const { name, why } of tests.filter((test) => !test.passed)) {
    console.log(`\n${file}: ${name}\n  ${why.split('\n').slice(0, 40).join('\n  ')}`)
  }
}
const late = again.filter((file) => red.every((run) => run.file !== file))
if (late.length > 0) {
  console.log(`\ngreen at the second try only, see above: ${late.join(', ')}`)
}
const last = first.filter((run) => !again.includes(run.file)).concat(second)
const tests = last.flatMap((run) => run.tests)
console.log(`\n${tests.filter((test) => test.passed).length} passed, ${tests.filter((test) => !test.passed).length} failed`)
process.exit(red.length ? 1 : 0)

async function runAll(names) {
  const runs = []
  for (const file of names) runs.push(await run(file))
  return runs
}

/** It may have missed a moment, and nothing says that the app did something wrong. */
function isMissed({ tests }) {
  return tests.every((test) => test.passed || !test.why.includes("off GTK's thread"))
}

/** Runs one file; red if a test of it is, or if none was carried out. */
async function run(file) {
  const to = join(home, 'tally')
  const runner = spawn(
    process.execPath,
    [
      '--test',
      '--test-force-exit',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(here, 'tally.mjs')}`,
      `--test-reporter-destination=${to}`,
      join(here, file),
    ],
    { stdio: 'inherit' },
  )
  const [code] = await once(runner, 'exit')
  const tests = existsSync(to) ? readFileSync(to, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []
  rmSync(to, { force: true })
  // A file that ends before it has any test counts as one by its own name.
  const none = tests.every((test) => test.name.endsWith(file))
  return { file, tests, red: code !== 0 || none }
}
