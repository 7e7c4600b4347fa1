/** A part of a picture, in its pixels from the upper left. */
export interface Part {
  x: number
  y: number
  width: number
  height: number
}

export interface Size {
  width: number
  height: number
}

/** A part is no smaller than this, in pixels. */
export const least = 8

const within = (n: number, low: number, high: number) =>
  Math.round(Math.max(low, Math.min(high, n)))

/** The same part elsewhere, as far as the picture goes. */
export function moved(part: Part, dx: number, dy: number, of: Size): Part {
  return {
    ...part,
    x: within(part.x + dx, 0, of.width - part.width),
    y: within(part.y + dy, 0, of.height - part.height),
  }
}

/** A larger or smaller part from the same corner. */
export function sized(part: Part, dx: number, dy: number, of: Size): Part {
  const floor = smallest(of)
  return {
    ...part,
    width: within(part.width + dx, floor.width, of.width - part.x),
    height: within(part.height + dy, floor.height, of.height - part.y),
  }
}

/** The part between two corners, whichever way they lie. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }, of: Size): Part {
  const floor = smallest(of)
  const x = within(Math.min(a.x, b.x), 0, of.width - floor.width)
  const y = within(Math.min(a.y, b.y), 0, of.height - floor.height)
  return {
    x,
    y,
    width: within(Math.max(a.x, b.x) - x, floor.width, of.width - x),
    height: within(Math.max(a.y, b.y) - y, floor.height, of.height - y),
  }
}

const smallest = (of: Size): Size => ({
  width: Math.min(least, of.width),
  height: Math.min(least, of.height),
})

export const isWhole = (part: Part, of: Size) =>
  part.width === of.width && part.height === of.height
