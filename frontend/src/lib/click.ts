/** Whether a click is the first of a double one: the second of it changes nothing, so that a mark stays set. */
export const isFirstClick = (event: MouseEvent) => event.detail < 2
