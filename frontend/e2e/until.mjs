const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** How long something may take, in ms, on a machine that others use as well. What is there is never waited for. */
export const PATIENCE = 20_000

/**
 * Asks a question again and again until the answer is truthy, and returns the answer. An error counts as
 * "not yet"; the last one is named when time is up. This is the tests' only way to wait.
 */
export async function until(question, what, ms = PATIENCE, every = 20) {
  const end = Date.now() + ms
  for (let last; ;) {
    try {
      const answer = await question()
      if (answer) return answer
    } catch (error) {
      last = error
    }
    if (Date.now() > end) {
      throw new Error(`waited ${ms} ms for ${what}${last ? `: ${last.message}` : ''}`)
    }
    await pause(every)
  }
}

const children = new Set()
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')))

/** Makes sure that a child process does not outlive this one; returns it. */
export function bound(child) {
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Asks a child process to end and waits until it has. */
export function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  return new Promise((resolve) => child.once('exit', resolve))
}
