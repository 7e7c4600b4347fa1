import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

/** Half a megabyte that the start of the window need not read. */
async function pdfjs() {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // The worker is a file of the app's own: the window's policy lets no script in that was not shipped.
  library.GlobalWorkerOptions.workerSrc = worker
  return library
}

type Loaded = Awaited<ReturnType<typeof load>>

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

  /** Shows another document. The one before stays until this one is there. */
  async show(url: string): Promise<void> {
    const next = await load(url)
    const before = this.#loaded
    this.#loaded = next
    this.count = next.document.numPages
    this.size = next.size
    this.sections = next.sections
    this.starts = next.starts
    this.edition++
    await before?.document.loadingTask.destroy()
  }

  /** Draws a page into a canvas so wide, in CSS pixels; returns how to stop. */
  draw(canvas: HTMLCanvasElement, number: number, width: number, done = () => {}): () => void {
    let stopped = false
    let stop = () => {
      stopped = true
    }
    const run = async () => {
      const page = await this.#page(number)
      if (!page || stopped) return
      const scale = (width / page.getViewport({ scale: 1 }).width) * devicePixelRatio
      const viewport = page.getViewport({ scale })
      // Drawn out of sight first: the page before stays until this one is whole.
      const sheet = document.createElement('canvas')
      sheet.width = Math.floor(viewport.width)
      sheet.height = Math.floor(viewport.height)
      const task = page.render({ canvas: sheet, viewport })
      stop = () => {
        stopped = true
        task.cancel()
      }
      await task.promise
      if (stopped) return
      canvas.width = sheet.width
      canvas.height = sheet.height
      canvas.getContext('2d')?.drawImage(sheet, 0, 0)
      page.cleanup()
      done()
    }
    // A page that was given up is no trouble, and one that cannot be drawn stays blank.
    run().catch(() => stopped || done())
    return () => stop()
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

  async close() {
    await this.#loaded?.document.loadingTask.destroy()
    this.#loaded = undefined
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

async function load(url: string) {
  const { getDocument } = await pdfjs()
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`preview ${answer.status}`)
  const document = await getDocument({
    data: new Uint8Array(await answer.arrayBuffer()),
    // Every font is in the file; nothing is fetched, and nothing in it may run.
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    isEvalSupported: false,
  }).promise
  const first = await document.getPage(1)
  const { width, height } = first.getViewport({ scale: 1 })
  const marks = await marksOf(document)
  return {
    document,
    size: { width, height },
    sections: Array.from({ length: document.numPages }, (_, page) => nameOf(marks, page)),
    starts: new Map(marks.map((m) => [m.title, m.page + 1])),
  }
}

/** The bookmarks, with their pages from 0. */
async function marksOf(document: PDFDocumentProxy) {
  const marks: { title: string; page: number }[] = []
  for (const item of (await document.getOutline()) ?? []) {
    const dest =
      typeof item.dest === 'string' ? await document.getDestination(item.dest) : item.dest
    const ref: unknown = dest?.[0]
    const page =
      typeof ref === 'number'
        ? ref
        : isRef(ref)
          ? await document.getPageIndex(ref).catch(() => undefined)
          : undefined
    if (page !== undefined) marks.push({ title: item.title, page })
  }
  return marks
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
