import { tick } from 'svelte'
import type { Command } from '$lib/keys.svelte'
import type { ID } from '$lib/nouns'
import { inRoom } from '$lib/room/mark'
import { chosen } from '$lib/pictures.svelte'
import { acts, actsOn } from './acts'
import { focusRow, focusedRow } from './focus'
import { last } from './course.svelte'
import { courseCommands } from './course-commands'
import type { OpenFlag } from './flags.svelte'
import { showInRoom } from './inroom'
import type { Live } from './live.svelte'

/** The keys of the meeting; row is the line that has the focus, so that the footer tells its keys. */
export function commands(live: Live, review: () => void, row: ID | undefined): Command[] {
  const onRow = row !== undefined
  const atEnd = live.stage === last
  const flagged = () => live.flags.current !== undefined
  const open = () => !live.frozen
  const answer = (run: (open: OpenFlag) => Promise<void>) => () =>
    live.answer(() => live.flags.current && void run(live.flags.current))
  return [
    {
      id: 'live.speaker',
      label: 'live.turns.next',
      keys: 'Ctrl+Enter',
      once: true,
      // On a screen that has Ctrl Enter for what it adds, this one is left.
      also: 'Ctrl+Alt+Enter',
      when: () => live.mayAdvance,
      run: () => live.advance(),
    },
    {
      id: 'live.stage',
      label: 'live.stage.next',
      keys: 'Ctrl+Shift+Enter',
      once: true,
      when: () => live.stage < last,
      run: () => live.nextStage(),
      ...(atEnd || !live.mayMove ? {} : { hint: 30 }),
    },
    {
      id: 'live.end',
      label: 'live.end',
      keys: 'Ctrl+Shift+E',
      once: true,
      when: () => live.mayEnd,
      run: () => live.end(),
      ...(atEnd && live.mayEnd ? { hint: 30 } : {}),
    },
    {
      id: 'live.stage-back',
      label: 'live.stage.previous',
      keys: 'Ctrl+Shift+Backspace',
      once: true,
      run: () => live.walkStage(-1),
    },
    {
      id: 'live.down',
      label: 'live.question.next',
      keys: 'Alt+Down',
      run: () => live.walk(1),
    },
    {
      id: 'live.up',
      label: 'live.question.previous',
      keys: 'Alt+Up',
      run: () => live.walk(-1),
    },
    {
      id: 'live.asked',
      label: 'live.question.mark',
      keys: 'Alt+A',
      once: true,
      when: open,
      run: () => live.markAsked(),
    },
    {
      id: 'live.pin',
      label: 'ask.pin.key',
      keys: 'Alt+K',
      once: true,
      run: () => live.agenda.togglePin(),
    },
    ...[0, 1, 2].map((place): Command => ({
      id: `live.offer.${place + 1}`,
      label: `ask.offer.${place + 1}` as 'ask.offer.1',
      keys: `Alt+${place + 4}`,
      once: true,
      when: () => live.offers.at(place) !== undefined && !live.frozen,
      run: () => live.answer(() => askAt(live, place)),
    })),
    {
      id: 'live.room',
      label: 'room.show',
      keys: 'Alt+R',
      once: true,
      when: open,
      run: () => void showInRoom(live),
      ...(onRow ? { hint: 6 } : {}),
      get hintLabel() {
        const entry = row ? live.debrief.find('entry', row) : undefined
        return entry && inRoom(entry) ? 'room.take-out' : 'room.put-in'
      },
    },
    {
      id: 'live.day.today',
      label: 'capture.day.key.today',
      keys: 'Alt+D',
      when: () => live.dating.asked && open(),
      run: () => live.answer(() => void live.dating.answer('today')),
    },
    {
      id: 'live.day.other',
      label: 'capture.day.key.other',
      keys: 'Alt+Shift+D',
      when: () => live.dating.asked && open(),
      run: () => (live.dating.other = true),
    },
    {
      id: 'live.line.split',
      label: 'capture.split',
      keys: 'Alt+B',
      once: true,
      scope: 'line',
      when: () => live.editing !== undefined && open(),
      run: () => void live.editing?.writing.split(),
    },
    {
      id: 'live.picture',
      label: 'picture.attach.field',
      keys: 'Alt+E',
      when: open,
      run: () => live.evidence.write([chosen]),
    },
    { id: 'live.say', label: 'live.say', keys: 'Alt+W', run: () => (live.saying = !live.saying) },
    {
      id: 'live.person',
      label: 'live.ask.accept',
      keys: 'Alt+P',
      when: () => live.filing.asks.size > 0,
      run: () => acceptLast(live),
    },
    {
      id: 'live.flag',
      label: 'live.wording.review',
      keys: 'F8',
      run: review,
      hint: 10,
      hintLabel: 'live.wording',
    },
    ...[0, 1, 2].map((i): Command => ({
      id: `live.ask.${i + 1}`,
      label: `live.wording.ask.${i + 1}` as 'live.wording.ask.1',
      keys: `Alt+${i + 1}`,
      when: flagged,
      once: true,
      run: answer((open) => live.ask(open, i)),
    })),
    {
      id: 'live.quote',
      label: 'live.wording.quote',
      keys: 'Alt+Q',
      when: flagged,
      once: true,
      run: answer((open) => live.keep(open, 'quote')),
    },
    {
      id: 'live.leave',
      label: 'live.wording.leave',
      keys: 'Alt+X',
      when: flagged,
      once: true,
      run: answer((open) => live.keep(open, 'left')),
    },
    {
      id: 'live.leave-debrief',
      label: 'wording.leave.debrief',
      keys: 'Alt+Shift+X',
      when: flagged,
      once: true,
      run: answer((open) => live.keep(open, 'left', 'debrief')),
    },
    ...courseCommands(live),
    ...rows(live, onRow),
  ]
}

function askAt(live: Live, place: number) {
  const offer = live.offers.at(place)
  if (offer) live.askAbout(offer)
}

/** Says yes to the newest question about a line; where several people are meant, it goes there. */
function acceptLast(live: Live) {
  const [id, ask] = [...live.filing.shown].at(-1) ?? []
  if (!id || !ask) return
  if (ask.kind === 'person') void live.accept(id)
  else document.querySelector<HTMLElement>(`[data-asks="${id}"] button`)?.focus()
}

/** Keys for the line that has the focus. */
function rows(live: Live, onRow: boolean): Command[] {
  const here = () => live.rows.findIndex((r) => r.id === focusedRow())
  const when = () => here() >= 0
  const move = (by: number) => {
    const next = live.rows[here() + by]
    if (next) {
      live.reveal(next.id)
      void tick().then(() => focusRow(next.id))
    } else if (by > 0) live.writing.focus()
  }
  return [
    {
      id: 'live.row.up',
      label: 'live.line.up',
      keys: 'Up',
      scope: 'list',
      when,
      run: () => move(-1),
    },
    {
      id: 'live.row.down',
      label: 'live.line.down',
      keys: 'Down',
      scope: 'list',
      when,
      run: () => move(1),
    },
    ...acts.map((act): Command => ({
      id: `live.row.${act.id}`,
      label: act.label,
      keys: act.keys,
      scope: 'list',
      once: !['raise', 'lower'].includes(act.id),
      when: () => {
        const row = live.rows[here()]
        return row !== undefined && actsOn(live, row).includes(act)
      },
      run: () => {
        const row = live.rows[here()]
        if (row) act.run(live, row)
      },
      ...(act.id === 'edit' && onRow ? { hint: 5 } : {}),
    })),
    {
      id: 'live.row.back',
      label: 'live.capture.new',
      keys: 'Escape',
      scope: 'list',
      when,
      run: () => live.writing.focus(),
    },
  ]
}
