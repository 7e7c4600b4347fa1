/** Fewer rows than this are all drawn: that costs nothing, and find in page sees them. */
const fewRows = 300
/** What is drawn beyond the edges, in pixels, so that scrolling shows no hole. */
const beyond = 400
/** How high a row is taken to be until it was seen, in pixels. */
const guess = 27

/** Which of many rows are drawn. Rows have heights of their own: each is measured when it is first seen. */
export class Windowed {
  #keys: () => string[]
  #heights = new Map<string, number>()
  /** Grows when a height became known. */
  #seen = $state(0)
  top = $state(0)
  height = $state(0)

  constructor(keys: () => string[]) {
    this.#keys = keys
  }

  /** Where each row begins, and at the end where the last one ends, in pixels from the top of the list. */
  readonly offsets = $derived.by(() => {
    void this.#seen
    let at = 0
    const offsets = [0]
    for (const key of this.#keys()) offsets.push((at += this.#heights.get(key) ?? guess))
    return offsets
  })

  /** The first row that is drawn, and the one after the last. Numbers, so that most scrolling changes nothing. */
  readonly first = $derived.by(() => (this.#isFew ? 0 : this.#at(this.top - beyond)))
  readonly last = $derived.by(() => {
    const all = this.offsets.length - 1
    return this.#isFew ? all : Math.min(all, this.#at(this.top + this.height + beyond) + 1)
  })
  readonly before = $derived.by(() => this.offsets[this.first] ?? 0)
  readonly after = $derived.by(() => (this.offsets.at(-1) ?? 0) - (this.offsets[this.last] ?? 0))

  get #isFew(): boolean {
    return this.offsets.length - 1 <= fewRows
  }

  /** The place of a row, in pixels. */
  placeOf(key: string): { top: number; bottom: number } | undefined {
    const at = this.#keys().indexOf(key)
    if (at < 0) return undefined
    return { top: this.offsets[at] ?? 0, bottom: this.offsets[at + 1] ?? 0 }
  }

  /** Takes the heights of rows that are drawn. Returns by how much what is in view moved down. */
  measured(rows: [key: string, height: number][]): number {
    const top = this.#at(this.top)
    const was = this.offsets[top] ?? 0
    const fresh = rows.filter(([key, height]) => height > 0 && this.#heights.get(key) !== height)
    if (fresh.length === 0) return 0
    for (const [key, height] of fresh) this.#heights.set(key, height)
    this.#seen++
    return (this.offsets[top] ?? 0) - was
  }

  /** The row at a height, by halving. */
  #at(y: number): number {
    let [low, high] = [0, this.offsets.length - 2]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.offsets[middle] ?? 0) <= y) low = middle
      else high = middle - 1
    }
    return Math.max(0, low)
  }
}
