// As much of the W3C WebDriver protocol as the tests need. Every request has a timeout.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { bound, ended, until } from './until.mjs'

export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** Starts WebKitWebDriver on a free port of this machine alone. */
export async function startDriver(env, log) {
  const port = await freePort()
  const driver = bound(
    spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  const file = createWriteStream(log)
  driver.stdout.pipe(file, { end: false })
  driver.stderr.pipe(file, { end: false })
  let failed
  driver.once('error', () => {
    failed = new Error('WebKitWebDriver cannot be started (apt package: webkit2gtk-driver)')
  })
  const call = caller(`http://127.0.0.1:${port}`)
  await until(() => failed ?? call('GET', '/status'), 'WebKitWebDriver', 15_000)
  if (failed) throw failed
  return { call, end: () => ended(driver) }
}

/** One WebDriver session: commands below /session/ID. */
export class Session {
  static async open(driver, capabilities) {
    const body = { capabilities: { alwaysMatch: capabilities } }
    const { sessionId } = await driver.call('POST', '/session', body, 60_000)
    const session = new Session(driver, sessionId)
    await session.post('/timeouts', { script: 30_000, pageLoad: 30_000, implicit: 0 })
    return session
  }

  constructor(driver, id) {
    this.driver = driver
    this.path = `/session/${id}`
  }

  get(path) {
    return this.driver.call('GET', this.path + path)
  }

  post(path, body = {}) {
    return this.driver.call('POST', this.path + path, body, 35_000)
  }

  end() {
    return this.driver.call('DELETE', this.path)
  }

  run(script, args) {
    return this.post('/execute/sync', { script, args })
  }

  runAsync(script, args) {
    return this.post('/execute/async', { script, args })
  }
}

function caller(base) {
  return async (method, path, body, ms = 15_000) => {
    const response = await fetch(base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(ms),
    })
    const { value } = await response.json()
    if (value?.error) {
      throw Object.assign(new Error(`${value.error}: ${value.message} (${method} ${path})`), {
        code: value.error,
      })
    }
    return value
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
