// What the pointer does beside clicking. Places are x and y in CSS pixels, from the window's top left.

const point = (x, y, duration = 0) => ({
  type: 'pointerMove',
  origin: 'viewport',
  duration,
  x: Math.round(x),
  y: Math.round(y),
})

/** Drags from one place to another, with a stop between as a hand has it. */
export function drag(app, from, to) {
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const actions = [
    point(...from),
    { type: 'pointerDown', button: 0 },
    point(...middle, 50),
    point(...to, 50),
    { type: 'pointerUp', button: 0 },
  ]
  const pointer = { type: 'pointer', id: 'hand', parameters: { pointerType: 'mouse' }, actions }
  return app.session.post('/actions', { actions: [pointer] })
}

/** Turns the wheel at a place by so many pixels, with Ctrl held or not; as the page hears it. */
export function wheel(app, [x, y], { deltaX = 0, deltaY = 0, ctrlKey = false }) {
  return app.execute(
    (x, y, wheel) =>
      document
        .elementFromPoint(x, y)
        .dispatchEvent(
          new WheelEvent('wheel', { ...wheel, clientX: x, clientY: y, bubbles: true, cancelable: true }),
        ),
    x,
    y,
    { deltaX, deltaY, ctrlKey },
  )
}

/** Where an element is: its left, top, width and height. */
export const boxOf = (app, css) =>
  app.execute((css) => {
    const { left, top, width, height } = document.querySelector(css).getBoundingClientRect()
    return { left, top, width, height }
  }, css)
