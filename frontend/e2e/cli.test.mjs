// The command line alone, as somebody would use it where there is no screen.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { binary } from './tools.mjs'

const cli = `${binary}-cli`
const run = (args, input = '') => spawnSync(cli, args, { encoding: 'utf8', input, env: { HOME: tmpdir() } })

test('checks wording from standard input', () => {
  const { status, stdout } = run(['check', '-'], 'We should have checked the pool.\n')
  assert.equal(status, 1)
  assert.match(stdout, /^\(standard input\):1:4: counterfactual: "should have": /)
  assert.equal(run(['check', '-'], 'The pool was full at 14:32.\n').status, 0)
})

test('needs no window and none of its libraries', () => {
  const { stdout } = spawnSync('ldd', [cli], { encoding: 'utf8' })
  assert.match(stdout, /libc\.so/)
  assert.doesNotMatch(stdout, /gtk|webkit|gdk/)
  const { status, stderr } = run([])
  assert.equal(status, 2)
  assert.match(stderr, /command line alone/)
})
