// Libraries that something happened to: the sample with lines typed before and after a backup, and some
// of its records changed on disk.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { open } from './driver.mjs'
import { cli, sampleAt } from './library.mjs'
import { capture, reopen, saved } from './steps.mjs'

export const before = 'The on-call engineer saw the replication lag grow.'
export const after = ['A second engineer joined the call.', 'The snapshot was six hours old.', 'We restored from staging.']

/**
 * Makes a library at a path with the sample, one line before a verified backup and three after it, and
 * returns the texts of the sample's lines.
 */
export async function used(path) {
  sampleAt(path)
  const app = await open({ library: path })
  try {
    const { rows } = await app.call('Debriefs', 'List', 0, 0)
    const { whole } = await app.call('Debriefs', 'Load', rows[0].id)
    await write(app, rows[0].title, [before])
    backUp(path)
    await write(app, '', after)
    await app.quit()
    return whole.entries.map((e) => e.text).filter((text) => /^[\x20\x21\x23-\x5b\x5d-\x7e]{30,}$/.test(text))
  } finally {
    await app.close()
  }
}

async function write(app, title, lines) {
  if (title) {
    await reopen(app, title)
    await capture(app)
  }
  for (const line of lines) await app.type(`${line}\n`)
  await app.waitForText('body', lines.at(-1))
  await saved(app)
}

/** Makes a backup as somebody who knows the command line. */
export function backUp(path) {
  const { code, err } = cli('backup', '--library', path)
  if (code !== 0) throw new Error(err)
}

/**
 * Changes texts wherever they stand in a library's file, in place, as a disk that wears out does. Returns
 * what the file holds now.
 */
export function wear(path, texts) {
  const data = readFileSync(path)
  const file = openSync(path, 'r+')
  for (const text of texts) {
    let at = data.indexOf(text)
    if (at < 0) throw new Error(`${text} is not in the file`)
    for (; at >= 0; at = data.indexOf(text, at + 1)) {
      data[at + 4] ^= 0x11
      writeSync(file, data, at + 4, 1, at + 4)
    }
  }
  closeSync(file)
  return data
}
