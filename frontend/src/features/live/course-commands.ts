import { tick } from 'svelte'
import type { Command } from '$lib/keys.svelte'
import { last } from './course.svelte'
import { focusCount, focusHere, focusTurn, focusedTurn } from './focus'
import { ideaCommands } from './idea-commands'
import type { Live } from './live.svelte'

/** The keys of the course: minutes, turns and hands. */
export function courseCommands(live: Live): Command[] {
  const open = () => !live.frozen
  return [
    {
      id: 'live.take',
      label: 'course.take',
      keys: 'Alt+M',
      once: true,
      when: () => open() && live.clock.over(live.stage) > 0 && live.giver > 0,
      run: () => live.take(),
    },
    {
      id: 'live.longer',
      label: 'course.tight.take.long',
      keys: 'Alt+9',
      once: true,
      when: () => live.tight,
      run: () => live.takeLonger(),
    },
    {
      id: 'live.pause',
      label: 'live.pause.key',
      keys: 'Alt+Shift+P',
      once: true,
      when: () => live.mayEnd,
      run: () => (live.clock.running ? live.pause() : live.start()),
    },
    {
      id: 'live.pass',
      label: 'course.pass.long',
      keys: 'Alt+Enter',
      once: true,
      when: () => live.mayMove && live.turn !== undefined,
      run: () => live.pass(),
    },
    {
      id: 'live.invite',
      label: 'course.quiet.invite.long',
      keys: 'Alt+V',
      once: true,
      when: () => live.quiet !== undefined,
      run: () => live.invite(),
    },
    {
      id: 'live.talking',
      label: 'course.talk',
      keys: 'Alt+Y',
      once: true,
      when: () => live.clock.running,
      run: () => live.speaking.toggleTalking(),
    },
    {
      id: 'live.stop-turn',
      label: 'course.stop',
      keys: 'Alt+T',
      once: true,
      when: () => live.clock.running,
      run: () => live.speaking.toggleStopped(),
    },
    {
      id: 'live.hand',
      label: 'course.hands.add',
      keys: 'Alt+L',
      once: true,
      when: open,
      run: () => live.hand(1),
    },
    {
      id: 'live.hand-less',
      label: 'course.hands.less',
      keys: 'Alt+Shift+L',
      once: true,
      when: open,
      run: () => live.hand(-1),
    },
    {
      id: 'live.everybody',
      label: 'words.here.all.long',
      keys: 'Alt+F',
      when: () => open() && live.stage === 1 && live.debrief.whole.participants.length > 0,
      run: () => {
        live.attendAll()
        focusHere()
      },
    },
    {
      id: 'live.agree',
      label: 'words.rules.agree',
      keys: 'Alt+J',
      once: true,
      when: () => open() && live.stage === 2,
      run: () => live.agree(!live.meeting.agreed),
    },
    {
      id: 'live.count',
      label: 'live.wrap.key',
      keys: 'Alt+U',
      when: () => open() && live.stage === last,
      run: () => focusCount('present'),
    },
    {
      id: 'live.ideas',
      label: 'ideas.peek',
      keys: 'Alt+I',
      run: () => (live.ideas.peeking = true),
    },
    {
      id: 'live.reveal',
      label: 'rehearse.reveal',
      keys: 'Alt+Shift+Enter',
      once: true,
      when: () => live.mayReveal && live.play.next !== undefined,
      run: () => live.put(),
    },
    {
      id: 'live.reveal-back',
      label: 'rehearse.back',
      keys: 'Alt+Shift+Backspace',
      once: true,
      when: () => live.mayReveal && live.play.last !== undefined,
      run: () => live.takeBack(),
    },
    {
      id: 'live.inject',
      label: 'rehearse.throw.command',
      keys: 'Alt+Shift+I',
      once: true,
      when: () => live.mayReveal && live.play.injects.length > 0,
      run: () => live.put(live.play.injects[0]),
    },
    ...ideaCommands(live),
    ...order(live),
  ]
}

/** Keys for the person in the list of turns that has the focus. */
function order(live: Live): Command[] {
  const when = () => live.mayMove && focusedTurn() !== undefined
  const shift = (by: 1 | -1) => {
    const id = focusedTurn()
    if (!id) return
    live.shift(id, by)
    void tick().then(() => focusTurn(id))
  }
  return [
    {
      id: 'live.turn.up',
      label: 'course.order.up.long',
      keys: 'Alt+Up',
      scope: 'list',
      when,
      run: () => shift(-1),
    },
    {
      id: 'live.turn.down',
      label: 'course.order.down.long',
      keys: 'Alt+Down',
      scope: 'list',
      when,
      run: () => shift(1),
    },
  ]
}
