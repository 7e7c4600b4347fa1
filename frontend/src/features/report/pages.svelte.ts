import type { PDFDocumentProxy, PDFPageProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs'
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

/** How long the page in view is alone before the small ones are drawn, in milliseconds. */
const aloneMs = 200

/** A place of a page that leads to another, in parts of its width and height. */
export interface PageLink {
  page: number
  left: number
  top: number
  width: number
  height: number
}

interface Loaded {
  document: PDFDocumentProxy
  close: () => Promise<void>
}

/** The pages of a PDF, to be drawn. Draws nothing itself until a canvas asks. */
export class Pages {
  count = $state(0)
  /** The size of the first page, in points. */
  size = $state.raw({ width: 595, height: 842 })
  /** The section each page begins in or goes on with, by page; from the PDF's own bookmarks. */
  sections = $state.raw<string[]>([])
  /** The page each section begins on, from 1. */
  starts = $state.raw(new Map<string, number>())
  /** Grows with every document, so that canvases draw anew. */
  edition = $state(0)
  /** A page has been drawn: from then on the one before stays until the next is there. */
  drawn = $state(false)
  #loaded: Loaded | undefined
  #said: { edition: number; pages: Promise<string[]> } | undefined
  #turn = 0
  #worker: PDFWorker | undefined
  /** How many large pages are being drawn; the small ones wait for them. */
  #drawing = 0
  #small: Promise<void> = Promise.resolve()

  /** Shows another document. The one before stays until this one is there. */
  async show(url: string): Promise<void> {
    const turn = ++this.#turn
    const next = await this.#load(url)
    const first = await next.document.getPage(1)
    // Another was asked for since.
    if (turn !== this.#turn) return next.close()
    const before = this.#loaded
    this.#loaded = next
    const { width, height } = first.getViewport({ scale: 1 })
    this.count = next.document.numPages
    this.size = { width, height }
    this.edition++
    void before?.close()
    // What the pages are called is read while they are drawn; until then they are called as before.
    void this.#name(next).catch(() => undefined)
  }

  /** Draws a page into a canvas so wide, in CSS pixels; returns how to stop. */
  draw(canvas: HTMLCanvasElement, number: number, width: number, done = () => {}): () => void {
    this.#drawing++
    const job = this.#job(canvas, number, width)
    void job.run().then((whole) => {
      this.#drawing--
      if (whole) done()
    })
    return job.stop
  }

  /** The same for a small one, in its turn: after the page in view, one at a time. */
  drawSmall(canvas: HTMLCanvasElement, number: number, width: number, done: () => void) {
    const job = this.#job(canvas, number, width)
    const asked = performance.now()
    this.#small = this.#small.then(async () => {
      while (!job.stopped() && (this.#drawing > 0 || performance.now() - asked < aloneMs)) {
        await new Promise((resolve) => setTimeout(resolve, aloneMs / 4))
      }
      if (!job.stopped() && (await job.run())) done()
    })
    return job.stop
  }

  /** The text of a page, for whoever listens instead of looks. */
  async text(number: number): Promise<string> {
    const page = await this.#page(number)
    const content = await page?.getTextContent()
    return content?.items.map((i) => ('str' in i ? i.str : '')).join(' ') ?? ''
  }

  /** The first page that says one of these, the first of them that any page says; 0 for none. */
  async find(texts: string[]): Promise<number> {
    const wanted = texts.map((text) => bare(text).slice(0, told)).filter((w) => w.length >= 6)
    const pages = await this.#texts()
    for (const w of wanted) {
      const at = pages.findIndex((page) => page.includes(w))
      if (at >= 0) return at + 1
    }
    return 0
  }

  /** What every page says, read once a document. */
  #texts(): Promise<string[]> {
    if (this.#said?.edition !== this.edition) {
      const numbers = Array.from({ length: this.count }, (_, i) => i + 1)
      const pages = Promise.all(numbers.map(async (n) => bare(await this.text(n))))
      this.#said = { edition: this.edition, pages }
    }
    return this.#said.pages
  }

  /** Where a page leads to others. */
  async links(number: number): Promise<PageLink[]> {
    const page = await this.#page(number)
    const document = this.#loaded?.document
    if (!page || !document) return []
    const { width, height } = page.getViewport({ scale: 1 })
    const out: PageLink[] = []
    for (const { dest, rect } of (await page.getAnnotations()) as {
      dest?: Dest
      rect: number[]
    }[]) {
      const to = dest ? await pageOf(document, dest) : undefined
      if (to === undefined) continue
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect
      out.push({
        page: to + 1,
        left: x0 / width,
        top: 1 - y1 / height,
        width: (x1 - x0) / width,
        height: (y1 - y0) / height,
      })
    }
    return out
  }

  async close() {
    this.#turn++
    const [loaded, worker] = [this.#loaded, this.#worker]
    this.#loaded = this.#worker = undefined
    await loaded?.close()
    worker?.destroy()
  }

  // Drawn out of sight first: the page before stays until this one is whole.
  #job(canvas: HTMLCanvasElement, number: number, width: number) {
    let stopped = false
    let cancel = () => {}
    const draw = async () => {
      const page = await this.#page(number)
      if (!page || stopped) return
      const scale = (width / page.getViewport({ scale: 1 }).width) * devicePixelRatio
      const viewport = page.getViewport({ scale })
      const sheet = document.createElement('canvas')
      sheet.width = Math.floor(viewport.width)
      sheet.height = Math.floor(viewport.height)
      const task = page.render({ canvas: sheet, viewport })
      cancel = () => task.cancel()
      await task.promise
      if (stopped) return
      canvas.width = sheet.width
      canvas.height = sheet.height
      canvas.getContext('2d')?.drawImage(sheet, 0, 0)
      page.cleanup()
    }
    return {
      // A page that was given up is no trouble, and one that cannot be drawn stays blank.
      run: () =>
        draw().then(
          () => !stopped,
          () => !stopped,
        ),
      stop: () => {
        stopped = true
        cancel()
      },
      stopped: () => stopped,
    }
  }

  async #load(url: string): Promise<Loaded> {
    const { getDocument, PDFWorker } = await pdfjs()
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`preview ${answer.status}`)
    // One worker for all of them: it takes longer to start than most documents to read.
    this.#worker ??= new PDFWorker()
    const task = getDocument({
      data: new Uint8Array(await answer.arrayBuffer()),
      worker: this.#worker,
      // Every font is in the file; nothing is fetched, and nothing in it may run.
      useSystemFonts: false,
      useWasm: false,
      enableXfa: false,
      isEvalSupported: false,
    })
    return { document: await task.promise, close: () => task.destroy() }
  }

  async #name(loaded: Loaded) {
    const marks = await marksOf(loaded.document)
    if (loaded !== this.#loaded) return
    this.sections = Array.from({ length: this.count }, (_, page) => nameOf(marks, page))
    this.starts = new Map(marks.map((m) => [m.title, m.page + 1]))
  }

  async #page(number: number): Promise<PDFPageProxy | undefined> {
    const loaded = this.#loaded
    if (!loaded || number < 1 || number > loaded.document.numPages) return undefined
    return loaded.document.getPage(number)
  }
}

/** How much of a text is looked for: what follows may stand on the next page. */
const told = 32

/** Letters and digits alone: a line is broken and hyphenated on its page. */
const bare = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Half a megabyte that the start of the window need not read. */
async function pdfjs() {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // The worker is a file of the app's own: the window's policy lets no script in that was not shipped.
  library.GlobalWorkerOptions.workerSrc = worker
  return library
}

type Dest = string | unknown[] | null

/** The bookmarks, with their pages from 0. */
async function marksOf(document: PDFDocumentProxy) {
  const marks: { title: string; page: number }[] = []
  for (const item of (await document.getOutline()) ?? []) {
    const page = await pageOf(document, item.dest)
    if (page !== undefined) marks.push({ title: item.title, page })
  }
  return marks
}

/** The page a place is on, from 0. */
async function pageOf(document: PDFDocumentProxy, to: Dest): Promise<number | undefined> {
  const dest = typeof to === 'string' ? await document.getDestination(to) : to
  const ref: unknown = dest?.[0]
  if (typeof ref === 'number') return ref
  return isRef(ref) ? document.getPageIndex(ref).catch(() => undefined) : undefined
}

/** The first section that begins on a page, or the one that goes on from the page before. */
export function nameOf(marks: { title: string; page: number }[], page: number): string {
  return (
    marks.find((m) => m.page === page)?.title ?? marks.findLast((m) => m.page < page)?.title ?? ''
  )
}

function isRef(ref: unknown): ref is { num: number; gen: number } {
  return typeof ref === 'object' && ref !== null && 'num' in ref && 'gen' in ref
}
