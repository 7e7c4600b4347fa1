// Drives the window of the unmodified production binary. README.md beside this file lists what it offers.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDisplay } from './display.mjs'
import { chord, typed } from './keys.mjs'
import { binary, out, root, tool } from './tools.mjs'
import { PATIENCE, until } from './until.mjs'
import { ELEMENT, Session, startDriver } from './webdriver.mjs'

export { binary, out, root, until }

/**
 * Starts the application on a screen of its own and returns it as an App.
 * @param {object} [options]
 * @param {string} [options.library] library file; by default a new one that is removed at close()
 * @param {string[]} [options.args] further arguments
 * @param {number} [options.width] of the screen and the window
 * @param {number} [options.height]
 * @param {boolean} [options.dark] the desktop's theme is dark
 * @param {Record<string, string>} [options.env] further environment
 * @param {string} [options.binary] another binary than build/bin/secondstory
 */
export async function open(options = {}) {
  const { width = 1440, height = 900, args = [] } = options
  const app = options.binary ?? binary
  if (!existsSync(app)) throw new Error(`${app} is missing: run "make build" first`)
  const home = mkdtempSync(join(tmpdir(), 'secondstory-e2e-'))
  const library = options.library ?? join(home, 'library.db')
  const display = await openDisplay(width, height)
  const env = {
    ...display.env,
    // A home of its own: nothing of the person running the tests is read or written.
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: home,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    NO_AT_BRIDGE: '1',
    GSETTINGS_BACKEND: 'memory',
    GTK_THEME: options.dark ? 'Adwaita:dark' : 'Adwaita',
    ...options.env,
  }
  const driver = await startDriver(env, join(home, 'driver.log'))
  const session = await Session.open(driver, {
    'webkitgtk:browserOptions': {
      binary: launcher(home, app),
      args: ['--library', library, ...args],
    },
  }).catch((error) => {
    const log = read(join(home, 'app.log'))
    throw new Error(
      `the window did not open: ${error.message}\n${log}${read(join(home, 'driver.log'))}`,
    )
  })
  const opened = new App({ home, library, display, driver, session })
  await opened.resize(width, height)
  return opened
}

// The driver starts this script; it preloads the shim into the application alone and notes how it ended.
function launcher(home, app) {
  const path = join(home, 'launch')
  writeFileSync(
    path,
    `#!/bin/sh
cd '${home}'
date +%s%N >started
LD_PRELOAD='${tool('wkauto.so')}' '${app}' "$@" >'${home}/app.log' 2>&1 &
echo $! >pid
wait $!
echo $? >code.part && mv code.part code
`,
  )
  chmodSync(path, 0o755)
  return path
}

// WebKit's own processes may write a moment longer than the application lives: what cannot be removed yet is removed
// when the tests are through.
function clear(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  } catch {
    process.once('exit', () => spawnSync('rm', ['-rf', folder]))
  }
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

export class App {
  constructor(parts) {
    Object.assign(this, parts)
    this.kill = () => this.running() && process.kill(this.pid(), 'SIGKILL')
    process.once('exit', this.kill)
  }

  // -- finding ------------------------------------------------------------------------------------------

  /** Waits for an element that matches and returns its handle. A handle is given back as it is. */
  async find(css, ms = PATIENCE) {
    if (typeof css !== 'string') return css
    return until(
      () => this.session.post('/element', { using: 'css selector', value: css }),
      css,
      ms,
    )
  }

  /** All elements that match now, possibly none. */
  findAll(css) {
    return this.session.post('/elements', { using: 'css selector', value: css })
  }

  async count(css) {
    return (await this.findAll(css)).length
  }

  /** Waits for a visible button, link, tab or menu item by its name, as a person reads it. */
  button(name, ms = PATIENCE) {
    return until(
      () =>
        this.execute(
          byName,
          'button, a, [role=button], [role=tab], [role=menuitem], [role=radio], [role=option], summary',
          name,
        ),
      `the button "${name}"`,
      ms,
    )
  }

  /** Waits for a visible field by its label. */
  field(label, ms = PATIENCE) {
    return until(
      () =>
        this.execute(
          byName,
          'input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=checkbox], [role=switch]',
          label,
        ),
      `the field "${label}"`,
      ms,
    )
  }

  // -- reading ------------------------------------------------------------------------------------------

  /** The text as rendered. */
  async text(css) {
    return this.session.get(`/element/${(await this.find(css))[ELEMENT]}/text`)
  }

  /** The rendered text of every match, now. */
  texts(css) {
    return this.execute(
      (css) => [...document.querySelectorAll(css)].map((e) => e.innerText.trim()),
      css,
    )
  }

  async value(css) {
    return this.execute((e) => e.value ?? e.textContent, await this.find(css))
  }

  async attribute(css, name) {
    return this.execute((e, name) => e.getAttribute(name), await this.find(css), name)
  }

  // -- waiting ------------------------------------------------------------------------------------------

  /** Waits until question() is truthy; see until.mjs. */
  waitFor(question, what = String(question), ms = PATIENCE) {
    return until(question, what, ms)
  }

  /** Waits until an element's text contains a string or matches a pattern, and returns it. */
  async waitForText(css, want, ms = PATIENCE) {
    let seen = '(no such element)'
    return until(
      async () => {
        seen = (await this.texts(css)).join('\n')
        return (want instanceof RegExp ? want.test(seen) : seen.includes(want)) && seen
      },
      '',
      ms,
    ).catch(() => {
      throw new Error(`waited ${ms} ms for ${css} to say ${want}; it says ${JSON.stringify(seen)}`)
    })
  }

  /** Waits until nothing matches. */
  gone(css, ms = PATIENCE) {
    return until(async () => (await this.count(css)) === 0, `${css} to go`, ms)
  }

  // -- doing --------------------------------------------------------------------------------------------

  /** Clicks the middle of an element with the pointer, once it is there and nothing covers it. */
  async click(css, ms = PATIENCE) {
    await until(
      async () => {
        const element =
          typeof css === 'string'
            ? (await this.findAll(css))[0]
            : typeof css === 'function'
              ? await css()
              : css
        if (!element) return false
        await this.session.post(`/element/${element[ELEMENT]}/click`)
        return true
      },
      `a click on ${typeof css === 'string' ? css : 'the element'}`,
      ms,
    )
  }

  /** Clicks a button, link, tab or menu item by its name. */
  async push(name) {
    await this.button(name)
    await this.click(() => this.button(name, 0))
  }

  /** Fills a field by its label. */
  async enter(label, text) {
    await this.fill(await this.field(label), text)
  }

  /** Inserts a long text at the caret in one go, as a paste without formatting would. */
  insert(text) {
    return this.execute((text) => document.execCommand('insertText', false, text), text)
  }

  /** Types with real key events into whatever has the focus; '\n' is Enter. */
  type(text) {
    return text === '' ? Promise.resolve() : this.keys(...typed(text))
  }

  /** Presses chords one after the other: press('F6'), press('Control+Shift+k', 'Enter'). */
  async press(...chords) {
    for (const name of chords) await this.keys(chord(name))
  }

  /** Focuses a field by clicking it, clears what it holds and types. */
  async fill(css, text) {
    const element = await this.find(css)
    await this.click(element)
    await this.press('Control+a', 'Delete')
    await this.type(text)
  }

  /** Chooses an option of a native <select> by its text. */
  async choose(css, option) {
    await this.execute(
      (select, option) => {
        const found = [...select.options].find(
          (o) => o.text.trim() === option || o.value === option,
        )
        if (!found) throw new Error(`no option ${option}`)
        select.value = found.value
        select.dispatchEvent(new Event('input', { bubbles: true }))
        select.dispatchEvent(new Event('change', { bubbles: true }))
      },
      await this.find(css),
      option,
    )
  }

  keys(...fingers) {
    const actions = fingers.map((actions, i) => ({ type: 'key', id: `finger ${i}`, actions }))
    return this.session.post('/actions', { actions })
  }

  /** Runs a function in the page and returns its result. Arguments may be values or element handles. */
  execute(work, ...args) {
    return this.session.run(`return (${work}).apply(null, arguments)`, args)
  }

  /** Runs an async function in the page; a rejection becomes an error here. */
  async executeAsync(work, ...args) {
    const [ok, value] = await this.session.runAsync(
      `const done = arguments[arguments.length - 1]
       Promise.resolve((${work}).apply(null, [...arguments].slice(0, -1)))
         .then((v) => done([true, v]), (e) => done([false, String(e?.message ?? e)]))`,
      args,
    )
    if (!ok) throw new Error(value)
    return value
  }

  /** Calls a bound Go method as the page would: call('Library', 'List') is window.go.app.Library.List(). */
  call(service, method, ...args) {
    return this.executeAsync((s, m, a) => window.go.app[s][m](...a), service, method, args)
  }

  // -- looking ------------------------------------------------------------------------------------------

  /** Saves the application's window as build/out/NAME.png, once it has settled. */
  async screenshot(name) {
    await this.still()
    await this.painted()
    const path = join(out, `${name}.png`)
    await this.display.screenshot(path, await this.window())
    return path
  }

  /** From now on the caret does not blink: a picture is taken once two in a row are alike. */
  still() {
    return this.execute(() => {
      if (window.stilled) return
      window.stilled = new CSSStyleSheet()
      window.stilled.replaceSync('.cm-cursorLayer { animation: none !important }')
      document.adoptedStyleSheets.push(window.stilled)
    })
  }

  /** Waits until what the page holds now has been drawn, its fonts included. */
  painted() {
    return this.executeAsync(async () => {
      await document.fonts.ready
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    })
  }

  /** Saves the whole screen, native dialogs included, as build/out/NAME.png. */
  async screen(name) {
    const path = join(out, `${name}.png`)
    await this.display.screenshot(path)
    return path
  }

  /** Gives the page this size in CSS pixels and waits until it has it. */
  async resize(width, height) {
    const id = await this.window()
    await this.display.xdo('windowmove', id, 0, 0, 'windowsize', id, width, height)
    await until(
      () => this.execute((w, h) => innerWidth === w && innerHeight === h, width, height),
      `a page of ${width}×${height}`,
    )
  }

  /** 'light', 'dark' or 'system', as the application's own setting would. */
  async theme(name) {
    await this.execute((name) => void (document.documentElement.dataset.theme = name), name)
    await this.painted()
  }

  /** Accessibility violations axe-core finds in an element, most serious first. */
  async audit(css = 'body', options = {}) {
    const source = readFileSync(join(root, 'frontend/node_modules/axe-core/axe.min.js'), 'utf8')
    await this.session.run(`if (!window.axe) { ${source} }`, [])
    return this.executeAsync(
      async (css, options) => {
        const { violations } = await window.axe.run(css, options)
        return violations.map(
          (v) => `${v.impact}: ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`,
        )
      },
      css,
      options,
    )
  }

  // -- native -------------------------------------------------------------------------------------------

  /** The X id of the application's main window. */
  window() {
    return until(
      async () => (await this.display.windowsOf(this.pid())).sort((a, b) => a - b)[0],
      'the main window',
    )
  }

  /** Answers the native save dialog that is open or opening with a path, replacing what is there. */
  saveDialog(path, title = '^Save') {
    return this.display.saveDialog(this.pid(), title, path)
  }

  /** Answers the native open dialog with a path. */
  openDialog(path, title = '^Open') {
    return this.display.openDialog(this.pid(), title, path)
  }

  cancelDialog(title = '^(Save|Open)') {
    return this.display.cancelDialog(title)
  }

  // -- ending -------------------------------------------------------------------------------------------

  pid() {
    return Number(read(join(this.home, 'pid')))
  }

  /** When the process was started, in milliseconds since 1970. */
  startedAt() {
    return Number(read(join(this.home, 'started'))) / 1e6
  }

  /** What the application has printed so far. */
  log() {
    return read(join(this.home, 'app.log'))
  }

  /** Whether the process is there and not merely a record of its end. */
  running() {
    const state = /\) (\w)/.exec(read(`/proc/${this.pid()}/stat`))?.[1]
    return state !== undefined && state !== 'Z'
  }

  /** Waits for the process to end and returns its exit code (128 + signal if it was killed). */
  async ended(ms = PATIENCE) {
    await until(() => read(join(this.home, 'code')), 'the application to end', ms)
    return Number(read(join(this.home, 'code')))
  }

  /** Ends the application through itself and returns the exit code. */
  async quit(ms) {
    // The page may go before it can answer.
    await this.execute(() => void setTimeout(() => window.runtime.Quit())).catch(() => {})
    return this.ended(ms)
  }

  /** Closes the window as its close button would and returns the exit code. */
  async closeWindow() {
    await this.display.close(await this.window())
    return this.ended()
  }

  /** Sends a signal, 'SIGTERM' or 'SIGKILL', and returns the exit code. */
  async signal(name) {
    process.kill(this.pid(), name)
    return this.ended()
  }

  /**
   * Quits if need be and clears up. Call it in after() or finally. Returns '' or, if the application had to
   * be killed or ended with an error, what it printed.
   */
  async close() {
    const code = this.running() ? await this.quit().catch(() => 137) : 0
    this.kill()
    process.removeListener('exit', this.kill)
    await this.driver.end()
    await this.display.end()
    const log = this.log()
    clear(this.home)
    return code === 0 ? '' : log
  }
}

// Runs in the page: the visible element with this accessible name, as far as tests need that reckoned.
function byName(css, name) {
  const label = (e) =>
    e.getAttribute('aria-label') ??
    (e
      .getAttribute('aria-labelledby')
      ?.split(/\s+/)
      .map((id) => document.getElementById(id)?.innerText)
      .join(' ') ||
      [...(e.labels ?? [])].map((l) => l.innerText).join(' ') ||
      (e.matches('input, textarea, select, [contenteditable]')
        ? e.getAttribute('placeholder')
        : e.innerText))
  const clean = (s) => (s ?? '').replace(/\s+/g, ' ').trim()
  // Beside a dialog that is open nothing can be used.
  const within = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document
  const all = [...within.querySelectorAll(css)].filter((e) => e.checkVisibility())
  return (
    all.find((e) => clean(label(e)) === name) ??
    all.find((e) => clean(label(e)).startsWith(name)) ??
    null
  )
}
