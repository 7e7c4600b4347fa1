// A screen nobody sees, and what can be done to it from outside the page: native dialogs, window size, close.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { tool } from './tools.mjs'
import { PATIENCE, bound, ended, until } from './until.mjs'

const run = promisify(execFile)

/** How long a native dialog may take to close, in ms. */
const CLOSES = 2_000

/** Starts Xvfb on a display number it finds free itself. */
export async function openDisplay(width = 1440, height = 900) {
  const xvfb = bound(
    spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    ),
  )
  const number = await new Promise((resolve, reject) => {
    let said = ''
    xvfb.stdio[3].on('data', (chunk) => {
      said += chunk
      if (said.endsWith('\n')) resolve(said.trim())
    })
    xvfb.once('error', () => reject(new Error('Xvfb cannot be started (apt package: xvfb)')))
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  return new Display(`:${number}`, xvfb)
}

class Display {
  constructor(name, xvfb) {
    this.name = name
    this.xvfb = xvfb
    this.env = { ...process.env, DISPLAY: name }
    delete this.env.WAYLAND_DISPLAY
  }

  /** Runs xdotool and returns what it prints. */
  async xdo(...args) {
    const { stdout } = await run('xdotool', args.map(String), { env: this.env, timeout: 15_000 })
    return stdout.trim()
  }

  /** Visible windows whose title matches a pattern (case-insensitive), as X ids. */
  async windows(title) {
    const found = await this.xdo('search', '--onlyvisible', '--name', title).catch(() => '')
    return found.split('\n').filter(Boolean)
  }

  /** Waits for a window with this title and returns its X id. */
  window(title, ms = PATIENCE) {
    return until(async () => (await this.windows(title))[0], `a window named ${title}`, ms)
  }

  /** Visible windows of a process, as X ids. */
  async windowsOf(pid) {
    const found = await this.xdo('search', '--onlyvisible', '--pid', pid).catch(() => '')
    return found.split('\n').filter(Boolean)
  }

  /**
   * Answers a GTK save dialog: waits for it, types the whole path into the name field, which has the focus,
   * and confirms. If the file exists, GTK's question is answered with Replace.
   */
  saveDialog(pid, title, path) {
    return this.answer(pid, title, 'ctrl+a', path)
  }

  /** Answers a GTK open dialog, whose location field Ctrl+L opens. */
  openDialog(pid, title, path) {
    return this.answer(pid, title, 'ctrl+l', path)
  }

  // Return goes to GTK's untitled question if there is one. It is pressed again when the dialog has not closed for
  // a while, because a list of completions, or the folder still being read, swallows it; not sooner, because one too
  // many presses whatever button has the focus below. A dialog that is still being filled loses the first letters:
  // after four times in vain the path is typed again.
  async answer(pid, title, focus, path) {
    const id = await this.window(title)
    let tries = 0
    let [asked, pressed] = ['', 0]
    await until(
      async () => {
        const now = await this.windowsOf(pid)
        if (!now.includes(id)) return true
        const names = await Promise.all(now.map((w) => this.xdo('getwindowname', w)))
        const question = now[names.indexOf('')] ?? ''
        // A question that is gone was answered: the dialog closes, too, in a moment.
        if ((!question || question === asked) && Date.now() - pressed < CLOSES) return false
        if (!question && tries++ % 4 === 0) await this.write(id, focus, path)
        await this.press(question || id, 'Return')
        ;[asked, pressed] = [question, Date.now()]
      },
      `the dialog ${title} to close`,
      2 * PATIENCE,
    )
  }

  // Whatever the field holds is replaced.
  async write(id, focus, path) {
    await this.press(id, focus)
    await this.press(id, 'ctrl+a')
    await this.xdo('type', '--clearmodifiers', '--delay', 8, path)
  }

  closed(id, title) {
    return until(
      async () => !(await this.windows(title)).includes(id),
      `the dialog ${title} to close`,
    )
  }

  /** Closes a native dialog with Escape. */
  async cancelDialog(title) {
    const id = await this.window(title)
    await this.press(id, 'Escape')
    await this.closed(id, title)
  }

  /** Gives a window the keyboard and presses a key of X, as 'ctrl+a'. */
  async press(id, key) {
    await this.xdo('windowfocus', '--sync', id)
    await this.xdo('key', '--clearmodifiers', key)
  }

  /** Has files on the clipboard, by their types, as another application would; it takes the place of the one before. */
  async offer(files) {
    if (this.offering) await ended(this.offering)
    const args = Object.entries(files).flat()
    const stdio = ['ignore', 'pipe', 'ignore']
    this.offering = bound(spawn(tool('offer'), args, { env: this.env, stdio }))
    await once(this.offering.stdout, 'data')
  }

  /** All that another application could paste now, from the clipboard and from the selection. */
  async taken() {
    const { stdout } = await run(tool('taken'), { env: this.env, timeout: 15_000, encoding: 'buffer', maxBuffer: 64 << 20 })
    return stdout
  }

  /** Asks a window to close as its close button would. */
  async close(id) {
    await run(tool('wmclose'), [id], { env: this.env, timeout: 15_000 })
  }

  /**
   * Saves a window, or the whole screen with 'root', as PNG, once two pictures in a row are alike or after
   * ten, because a caret may blink. The driver's own screenshot hangs until the page has been clicked.
   */
  async screenshot(path, id = 'root') {
    let last = await this.grab(id)
    for (let tries = 0; tries < 10; tries++) {
      const now = await this.grab(id)
      if (now.equals(last)) break
      last = now
    }
    await writeFile(path, last)
  }

  async grab(id) {
    const args = ['-window', id, '-define', 'png:exclude-chunks=date,time', 'png:-']
    const { stdout } = await run('import', args, {
      env: this.env,
      timeout: 15_000,
      encoding: 'buffer',
      maxBuffer: 64 << 20,
    })
    return stdout
  }

  async end() {
    if (this.offering) await ended(this.offering)
    return ended(this.xvfb)
  }
}
