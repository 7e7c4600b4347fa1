import type { Entry } from '$lib/nouns'
import { isKnown } from '$lib/timeline'

/** The mark of an entry's words and time as they are; backend/debrief/room.go makes the same one. */
export const roomMark = (e: Pick<Entry, 'label' | 'text' | 'time'>): string =>
  markOf(e.label, e.text, e.time.at, ...(e.time.until ? [e.time.until] : []))

/** The mark of any words as they are. */
export function markOf(...parts: string[]): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode([...parts, ''].join('\0'))) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The entry is confirmed for the Room view as it stands. */
export const inRoom = (e: Entry) => e.room !== '' && isKnown(e.time) && e.room === roomMark(e)

/** It was confirmed, and its words or its time are others since. */
export const wasInRoom = (e: Entry) => e.room !== '' && !inRoom(e)
