import { expect, it } from 'vitest'
import { newEntry, noMoment } from '$lib/make'
import { inRoom, roomMark, wasInRoom } from './mark'

const entry = (text: string) => {
  const time = { ...noMoment(), at: '2026-11-03T14:52:00Z' }
  const e = newEntry('d', { stage: 4, position: 1 }, { label: 'Pool pinned', text, time })
  return { ...e, room: roomMark(e) }
}

// The same marks are expected in backend/debrief/room_test.go.
it('marks words and time as the backend does', () => {
  expect(roomMark(entry('pool pinned at 100 %'))).toBe('c6af251f')
  expect(roomMark(entry('l’horloge “était” à 14 h 52 😀'))).toBe('d9c7c29e')
  const later = entry('l’horloge “était” à 14 h 52 😀')
  expect(roomMark({ ...later, time: { ...later.time, until: '2026-11-03T15:10:00Z' } })).toBe(
    '5e082c38',
  )
})

it('knows what was confirmed as it stands', () => {
  const e = entry('said')
  expect([inRoom(e), wasInRoom(e)]).toEqual([true, false])
  e.lane = 'did'
  expect(inRoom(e)).toBe(true)
  e.text = 'said otherwise'
  expect([inRoom(e), wasInRoom(e)]).toEqual([false, true])
  expect(inRoom({ ...entry('said'), time: noMoment() })).toBe(false)
  expect([inRoom({ ...e, room: '' }), wasInRoom({ ...e, room: '' })]).toEqual([false, false])
})
