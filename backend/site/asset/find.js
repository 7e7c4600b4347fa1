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

  const parts = /[a-z]+:"[^"]*"|\S+/gi
  const filters = /^(kind|tag|factor|year):(.+)$/i
  const dates = /^(after|before):(\d{4}(?:-\d\d){0,2})$/
  const slug = (text) =>
    fold(text)
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .join('-')

  const named = (text) => fold(text).trim().split(/\s+/).join('-')

  /** What the index marks pages with that are of a kind, or have a tag, whatever it is written in. */
  const mark = (group, text) => `${group}:${group === 'tag' ? named(text) : slug(text)}`

  /** The day that a year, a month or a day begins with, as the index tells it. */
  const day = (text) => Number(text.replaceAll('-', '').padEnd(8, '0'))

  /** What a question asks for: whole terms, marks, a first and a last day, and the last word while it is unfinished. */
  function read(question) {
    const asked = { terms: [], after: 0, before: Infinity, rest: '' }
    const words = []
    for (const [part] of question.matchAll(parts)) {
      const word = part.replaceAll('"', '')
      const filter = filters.exec(word)
      const date = dates.exec(word)
      if (filter) asked.terms.push(mark(filter[1].toLowerCase(), filter[2]))
      else if (date) asked[date[1]] = day(date[2])
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

  /** The texts of a segment that a term, or all that begin with it, would stand in. */
  function shards({ first, path }, term, begins) {
    if (!first.length) return []
    const from = shardOf(first, term)
    const to = begins ? Math.min(shardOf(first, term + '\u{10ffff}'), from + mostShards - 1) : from
    return Promise.all(
      Array.from({ length: to - from + 1 }, (_, i) => load(`${path}w${from + i}.js`)),
    )
  }

  // A page with its weight, as posting.go writes it.
  const moreDigits = 35
  const lastDigit = 93
  const digitBits = 5
  const weightBits = 4

  /** Notes the weights that a line of a shard tells, from its first posting on, and says of how many pages. */
  function note(shard, at, end, of) {
    let count = 0
    for (let page = 0, number = 0, shift = 0; at < end; at++) {
      const sign = shard.charCodeAt(at)
      if (sign < lastDigit) {
        number |= (sign - moreDigits) << shift
        shift += digitBits
        continue
      }
      number |= (sign - lastDigit) << shift
      page += number >> weightBits
      const weight = number & ((1 << weightBits) - 1)
      if (!of[page]) count++
      if (weight > of[page]) of[page] = weight
      number = shift = 0
    }
    return count
  }

  /** Notes what a shard tells of a term, or of all words that begin with it, and says of how many pages. */
  function look(shard, term, begins, of) {
    const line = begins ? `\n${term}` : `\n${term} `
    let count = 0
    for (let at = shard.indexOf(line); at >= 0; at = shard.indexOf(line, at + 1)) {
      const space = shard.indexOf(' ', at)
      const isMark = begins && shard.slice(at, space).includes(':')
      if (!isMark) count += note(shard, space + 1, shard.indexOf('\n', space), of)
    }
    return count
  }

  /** How much each page has of a term, or of all that begin with it, and how much that tells. */
  async function weights({ segments, pages }, term, begins) {
    const of = new Uint8Array(pages)
    let count = 0
    await Promise.all(
      segments.map(async (segment) => {
        const part = of.subarray(segment.from, segment.from + segment.pages)
        for (const shard of await shards(segment, term, begins))
          count += look(shard, term, begins, part)
      }),
    )
    return { of, tells: Math.log(1 + pages / count) }
  }

  /** The indexes of everybody who publishes here, as one: its pages are counted through. */
  async function whole() {
    const publishers = await load('publishers.js')
    const all = await Promise.all(
      publishers.map(async (name) => {
        const { segments } = await load(`${name}/index.js`)
        return segments.map((s) => ({ ...s, path: `${name}/${s.id}/` }))
      }),
    )
    const segments = all.flat()
    let pages = 0
    for (const segment of segments) {
      segment.from = pages
      pages += segment.pages
    }
    const gone = new Uint8Array(pages)
    for (const { from, gone: left } of segments) for (const page of left) gone[from + page] = 1
    return { segments, pages, gone }
  }

  /** The day of each page, as a number: 20260131, or 0. */
  async function daysOf({ segments, pages }) {
    const out = new Float64Array(pages)
    await Promise.all(
      segments.map(async ({ path, from }) => {
        let day = 0
        for (const more of await load(`${path}days.js`)) out[from++] = day += more
      }),
    )
    return out
  }

  const mostPages = 2 ** 21

  /** The pages of several segments, the oldest first; those of one are told so. */
  const inOrder = ({ segments }, days) =>
    segments.length < 2
      ? undefined
      : days
          .map((day, page) => day * mostPages + page)
          .sort()
          .map((key) => key % mostPages)

  /**
   * The pages that have everything asked for, the best or the newest last. A number says of each how well it fits
   * and then how new it is, since numbers are sorted without a comparison in script.
   */
  function fitting({ pages, gone }, { after, before }, all, days, order, sort) {
    const out = new Float64Array(pages)
    let count = 0
    for (let place = 0; place < pages; place++) {
      const page = order ? order[place] : place
      if (gone[page] || (days && (days[page] < after || days[page] >= before))) continue
      let fit = 0
      let i = 0
      for (; i < all.length; i++) {
        const weight = all[i].of[page]
        if (!weight) break
        fit += weight * all[i].tells
      }
      if (i < all.length) continue
      out[count++] = (sort === 'newest' ? 0 : Math.round(fit * 1024)) * mostPages + place
    }
    return out.subarray(0, count).sort()
  }

  /** All that a question finds: how many, and what a list says of the n-th. */
  async function find(question, sort) {
    const asked = read(question)
    const byDay = asked.after > 0 || asked.before < Infinity
    if (!asked.terms.length && !asked.rest && !byDay) return undefined
    const index = await whole()
    const [days, ...all] = await Promise.all([
      byDay || index.segments.length > 1 ? daysOf(index) : undefined,
      ...asked.terms.map((term) => weights(index, term, false)),
      ...(asked.rest ? [weights(index, asked.rest, true)] : []),
    ])
    const order = inOrder(index, days)
    const hits = fitting(index, asked, all, days, order, sort)
    const at = (n) => {
      const place = hits[hits.length - 1 - n] % mostPages
      return said(index, order ? order[place] : place)
    }
    return { count: hits.length, at }
  }

  const chunk = 32

  /** What a list says of a page. */
  async function said({ segments }, page) {
    const { path, from } = segments.find((s) => page < s.from + s.pages)
    const pages = await load(`${path}p${Math.floor((page - from) / chunk)}.js`)
    return pages[(page - from) % chunk]
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
    let hits
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

    /** Shows the next results: what fits on a screen as soon as it is read, then as many below it. */
    async function show(mine) {
      const end = Math.min(shown + size, hits.count)
      let first
      list.ariaBusy = 'true'
      more.hidden = true
      while (shown < end) {
        const numbers = Array.from(
          { length: Math.min(size / 2, end - shown) },
          (_, i) => shown + i,
        )
        const told = await Promise.all(numbers.map((n) => hits.at(n)))
        if (mine !== turn) return
        const next = told.map(item)
        list.append(...next)
        shown += next.length
        first ??= next[0]
      }
      more.hidden = shown >= hits.count
      list.ariaBusy = 'false'
      return first
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
      return many.replace('{n}', String(count).replace(/\B(?=(\d{3})+$)/g, ','))
    }

    async function ask() {
      const mine = ++turn
      try {
        const all = await find(field.value, form.elements.sort.value)
        if (mine !== turn) return
        rest.hidden = all !== undefined
        hits = all ?? { count: 0 }
        shown = 0
        list.replaceChildren()
        say(all ? counted(hits.count) : '')
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
      void ask()
      keep()
    })
    form.addEventListener('input', () => {
      void ask()
      keep()
    })
    more.addEventListener('click', () => void go())
    field.value = new URLSearchParams(location.search).get('q') ?? ''
    // What every question needs is there when the first one is asked.
    if (field.value) void ask()
    else
      whole()
        .then((index) => index.segments.length > 1 && daysOf(index))
        .catch(() => undefined)
  }

  const form = document.querySelector('#find')
  if (form) start(form)
})()
