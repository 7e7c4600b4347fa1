import type { Line as Read } from '$lib/backend'
import { t } from '$lib/copy'
import { stages } from '$lib/nouns'
import { toasts } from '$lib/ui/toasts.svelte'
import { stageName } from './agenda.svelte'
import { last } from './course.svelte'
import { narratives } from './lines'
import type { Live } from './live.svelte'
import { called } from './turns'

/** The words the capture field knows after "/", as app/capture.go does, in the order they are offered. */
export const typedCommands = ['next', 'pass', 'person', 'stage', 'open', 'stop', 'help'] as const

/** Those that give the word on; once the meeting has ended it stands. */
const moving = new Set(['pass', 'person'])

/** Carries out a command that was typed as a line. */
export function carryOut(live: Live, line: Read) {
  const said = line.text.trim()
  if (moving.has(line.command) && !live.mayMove) return toasts.say(t('live.stands'))
  switch (line.command) {
    case 'next':
      return live.stage === narratives && live.upcoming && live.mayMove
        ? live.nextSpeaker()
        : live.nextStage()
    case 'pass':
      return live.pass()
    case 'stage':
      return goToNamed(live, said)
    case 'person':
      return speakNamed(live, said)
    case 'open':
      return said ? live.openQuestion(said) : toasts.say(t('live.command.open'))
    case 'stop':
      return live.pause()
    case 'help':
      live.help = true
  }
}

function goToNamed(live: Live, name: string) {
  const wanted = name.toLowerCase()
  const starts = (i: number) =>
    stageName(i + 1)
      .toLowerCase()
      .startsWith(wanted)
  const named = wanted ? stages.findIndex((_, i) => starts(i)) : -1
  const stage = /^\d+$/.test(name) ? Number(name) : named + 1
  if (stage >= 1 && stage <= last) live.goTo(stage)
  else toasts.say(t('live.command.stage', { name }))
}

function speakNamed(live: Live, name: string) {
  const person = called(live.people, name)
  if (person) live.speak(person.id)
  else toasts.say(t('live.command.person', { name }))
}
