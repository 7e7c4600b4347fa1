// The Room's own bridge: what its process can be asked, and nothing of the Desk's (app/projector).
import type { Figure } from '$lib/figure/figure'
import type { RoomView } from '$lib/room/view'

export interface Told {
  seq: number
  view: RoomView
}

interface Bridge {
  Now: () => Promise<Told>
  Figure: (width: number, height: number) => Promise<Figure>
  Painted: (seq: number) => Promise<void>
  Hide: () => Promise<void>
  Fullscreen: (on: boolean) => Promise<void>
}

interface Frame {
  go?: { projector?: { Window?: Bridge } }
  runtime?: { EventsOn: (event: string, run: (told: Told) => void) => () => void }
}

const frame = window as unknown as Frame
export const bridge: Bridge | undefined = frame.go?.projector?.Window

/** Hears of each new view. */
export const onView = (run: (told: Told) => void) => frame.runtime?.EventsOn('view', run)
