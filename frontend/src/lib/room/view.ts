import type { Lane } from '$lib/nouns'

// What the Room view is told; see backend/room.

export type RoomTheme = 'light' | 'dark'
export type RoomSize = 1 | 2 | 3
export const sizes: RoomSize[] = [1, 2, 3]

export interface RoomLook {
  theme: RoomTheme
  size: RoomSize
  display: number
}
export interface RoomView {
  mode: 'idle' | 'hidden' | 'meeting'
  look: RoomLook
  /** Whose stages they are. */
  agenda: '' | 'session' | 'rehearsal'
  stage: number
  left: { kind: '' | 'minutes' | 'over' | 'paused'; minutes: number }
  /** Keys of the catalogue. */
  question: string
  rule: string
  timeline: {
    zone: string
    marks: { at: string; until?: string; label: string; lane: Lane }[]
    from: string
    to: string
  }
  ideas: number
  /** What a further session decides upon. */
  idea: string
  /** The newest cards of a rehearsal that were put before the room. */
  told: { kind: 'step' | 'inject'; when: string; text: string }[]
}

export const idle = (look: RoomLook = { theme: 'light', size: 1, display: 0 }): RoomView => ({
  mode: 'idle',
  look,
  agenda: '',
  stage: 0,
  left: { kind: '', minutes: 0 },
  question: '',
  rule: '',
  timeline: { zone: 'UTC', marks: [], from: '', to: '' },
  ideas: 0,
  idea: '',
  told: [],
})

export interface RoomDisplay {
  name: string
  width: number
  height: number
  primary: boolean
}

/** What the Desk knows of the Room view; see app/room.go. */
export interface RoomState {
  open: boolean
  /** It is gone, and nobody closed it. */
  ended: boolean
  hidden: boolean
  view: RoomView
  seq: number
  displays: RoomDisplay[]
  /** The name of the display chosen, or empty. */
  display: string
}

/** Tells displays apart, as app/room.go does. */
export const displayName = (d: RoomDisplay) => `${d.name} ${d.width}×${d.height}`
