// Second Story site: searches the site's index. It reads the index's files and nothing else, and of those the
// few that a question needs. It cuts a text into terms as the package that made the index does (term.go).

// The files are scripts that call told(…) with what they hold: a page that was opened from a folder may run its own scripts,
// but fetch nothing.

;(() => {
  const root = new URL('find/', document.currentScript.src)
  const kept = new Map()

  globalThis.told = (data) => {
    document.currentScript.told = data
  }

  function run(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.addEventListener('load', () => {
        script.remove()
        if (script.told === undefined) reject(new Error(address))
        else resolve(script.told)
      })
      script.addEventListener('error', () => {
        script.remove()
        reject(new Error(address))
      })
      script.src = address
      document.head.append(script)
    })
  }

  /** A file of the index, read once. */
  function load(path) {
    let file = kept.get(path)
    if (!file) {
      file = run(new URL(path, root).href)
      file.catch(() => kept.delete(path))
      kept.set(path, file)
    }
    return file
  }

  const dense =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

  const fold = (text) =>
    text
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .replaceAll('ς', 'σ')

  /** A word without its English plural's ending. */
  function single(word) {
    if (word.length < 4 || !word.endsWith('s')) return word
    if (/[^ea]ies$/.test(word)) return word.slice(0, -3) + 'y'
    if (/[aeo]es$|[su]s$/.test(word)) return word
    return word.slice(0, -1)
  }

  /** The terms of a text. */
  function terms(text) {
    const out = []
    for (const [run] of fold(text).matchAll(/[\p{L}\p{N}]+/gu)) {
      const letters = [...run]
      for (let from = 0, i = 1; i <= letters.length; i++) {
        if (i < letters.length && dense.test(letters[i]) === dense.test(letters[from])) continue
        const piece = letters.slice(from, i)
        from = i
        if (!dense.test(piece[0])) {
          const isWord = piece.length <= 40 && (piece.length > 1 || /\p{N}/u.test(piece[0]))
          if (isWord) out.push(single(piece.join('')))
        } else if (piece.length === 1) out.push(piece[0])
        else for (let k = 0; k + 1 < piece.length; k++) out.push(piece[k] + piece[k + 1])
      }
    }
    return out
  }

  const filters = /^(kind|tag|factor|year):(.+)$/
  const dates = /^(after|before):(\d{4}(?:-\d\d){0,2})$/
  const slug = (text) =>
    fold(text)
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .join('-')

  /** What a question asks for: whole terms, marks, a first and a last day, and the last word while it is unfinished. */
  function read(question) {
    const asked = { terms: [], after: '', before: '', rest: '' }
    const words = []
    for (const word of question.trim().split(/\s+/)) {
      const filter = filters.exec(word.toLowerCase())
      const date = dates.exec(word)
      if (filter) asked.terms.push(`${filter[1]}:${slug(filter[2])}`)
      else if (date) asked[date[1]] = date[2]
      else if (word) words.push(word)
    }
    const last = /\s$/.test(question) ? undefined : words.at(-1)
    const whole = words.flatMap(terms)
    const unfinished = last === undefined ? '' : (terms(last).at(-1) ?? '')
    if (unfinished.length > 2 && !dense.test(unfinished)) {
      whole.splice(whole.lastIndexOf(unfinished), 1)
      asked.rest = unfinished
    }
    asked.terms.push(...whole)
    return asked
  }

  /** Where a term would stand among the shards of a segment. */
  function shardOf(first, term) {
    let low = 0
    let high = first.length
    while (low < high) {
      const mid = (low + high) >> 1
      if (first[mid] <= term) low = mid + 1
      else high = mid
    }
    return Math.max(0, low - 1)
  }

  const mostShards = 6

  /** How much each page of a segment has of a term, or of all that begin with it. */
  async function weights(segment, term, begins) {
    const out = new Map()
    const { first } = segment
    if (!first.length) return out
    const from = shardOf(first, term)
    const to = begins ? Math.min(shardOf(first, term + '\u{10ffff}'), from + mostShards - 1) : from
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    for (const shard of await Promise.all(numbers.map((n) => load(`${segment.path}w${n}.js`)))) {
      const found = begins
        ? Object.keys(shard).filter((t) => t.startsWith(term) && !t.includes(':'))
        : [term]
      for (const one of found) {
        const all = Object.hasOwn(shard, one) ? shard[one] : []
        for (let i = 0, page = 0; i < all.length; i += 2) {
          page += all[i]
          out.set(page, Math.max(out.get(page) ?? 0, all[i + 1]))
        }
      }
    }
    return out
  }

  /** The segments of everybody who publishes here. */
  async function segments() {
    const publishers = await load('publishers.js')
    const all = await Promise.all(
      publishers.map(async (name) => {
        const { segments } = await load(`${name}/index.js`)
        return segments.map((s) => ({
          ...s,
          path: `${name}/${s.id}/`,
          left: new Set(s.gone),
        }))
      }),
    )
    return all.flat()
  }

  /** The pages of a segment that have everything asked for, with how well they fit. */
  async function inSegment(segment, asked) {
    const [days, ...all] = await Promise.all([
      load(`${segment.path}days.js`),
      ...asked.terms.map((term) => weights(segment, term, false)),
      ...(asked.rest ? [weights(segment, asked.rest, true)] : []),
    ])
    all.sort((a, b) => a.size - b.size)
    const pages = all.length ? [...all[0].keys()] : days.keys()
    const out = []
    for (const page of pages) {
      const day = days[page]
      if (segment.left.has(page) || !all.every((one) => one.has(page))) continue
      if (asked.after && day.slice(0, asked.after.length) < asked.after) continue
      if (asked.before && day.slice(0, asked.before.length) >= asked.before) continue
      const score = all.reduce(
        (sum, one) => sum + one.get(page) * Math.log(1 + segment.pages / one.size),
        0,
      )
      out.push({ segment, page, day, score })
    }
    return out
  }

  const chunk = 64

  /** All that a question finds, best or newest first: where each is, to be shown. */
  async function find(question, sort) {
    const asked = read(question)
    if (!asked.terms.length && !asked.rest && !asked.after && !asked.before) return undefined
    const all = (await Promise.all((await segments()).map((s) => inSegment(s, asked)))).flat()
    const newest = (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)
    return all.sort(sort === 'newest' ? newest : (a, b) => b.score - a.score || newest(a, b))
  }

  /** What a list says of a page. */
  async function said({ segment, page }) {
    const pages = await load(`${segment.path}p${Math.floor(page / chunk)}.js`)
    return pages[page % chunk]
  }

  const size = 20

  /** The form, when there is one on the page. */
  function start(form) {
    const field = form.querySelector('#q')
    const found = document.querySelector('#found')
    const status = found.querySelector('[role=status]')
    const list = found.querySelector('ol')
    const more = document.querySelector('#more')
    const rest = document.querySelector('#all')
    let turn = 0
    let hits = []
    let shown = 0

    function item(page) {
      const one = document.createElement('li')
      const add = (tag, name, text, to = one) => {
        const element = document.createElement(tag)
        if (name) element.className = name
        element.textContent = text
        to.append(element)
        return element
      }
      add('p', 'when', page.d)
      const link = add('a', '', page.t, add('p', 'what', ''))
      link.href = page.u
      if (page.l) add('p', 'lead', page.l)
      return one
    }

    async function show(mine) {
      const next = (await Promise.all(hits.slice(shown, shown + size).map(said))).map(item)
      if (mine !== turn) return
      list.append(...next)
      shown += next.length
      more.hidden = shown >= hits.length
      return next[0]
    }

    /** Shows the next results, and goes on there: the button may be gone. */
    async function go() {
      const first = await show(turn)
      first?.querySelector('a').focus()
    }

    /** Says what was found: a region that was there before is the one that is read out. */
    function say(text) {
      const heading = document.createElement('h2')
      heading.textContent = text
      status.replaceChildren(...(text ? [heading] : []))
    }

    function counted(count) {
      const { none, single, many } = form.dataset
      if (count < 2) return count ? single : none
      return many.replace('{n}', count.toLocaleString())
    }

    async function ask() {
      const mine = ++turn
      try {
        const all = await find(field.value, form.elements.sort.value)
        if (mine !== turn) return
        rest.hidden = all !== undefined
        hits = all ?? []
        shown = 0
        list.replaceChildren()
        say(all ? counted(hits.length) : '')
        await show(mine)
      } catch {
        if (mine !== turn) return
        rest.hidden = false
        list.replaceChildren()
        more.hidden = true
        say(form.dataset.broken)
      }
    }

    /** The question stands in the address, so that it can be passed on. */
    function keep() {
      const at = new URL(location.href)
      at.search = field.value ? new URLSearchParams({ q: field.value }).toString() : ''
      history.replaceState(null, '', at)
    }

    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      keep()
      void ask()
    })
    form.addEventListener('input', () => {
      keep()
      void ask()
    })
    more.addEventListener('click', () => void go())
    field.value = new URLSearchParams(location.search).get('q') ?? ''
    // What every question needs is there when the first one is asked.
    if (field.value) void ask()
    else segments().catch(() => undefined)
  }

  const form = document.querySelector('#find')
  if (form) start(form)
})()
