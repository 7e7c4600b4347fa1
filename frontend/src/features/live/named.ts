import { t } from '$lib/copy'
import type { Offer } from '$lib/keys.svelte'
import type { Live } from './live.svelte'

/** What the palette offers by name in a meeting: the stages, and the people to give the word to. */
export function offers(live: Live): Offer[] {
  const others = live.stages.filter((stage) => stage !== live.stage)
  return [
    ...others.map((stage) => ({
      id: `live.stage.${stage}`,
      label: t('live.stage.go', { stage: live.stageName(stage) }),
      run: () => live.goTo(stage),
    })),
    ...(live.mayMove && !live.session ? live.people : [])
      .filter((person) => person.id !== live.speaker?.id)
      .map((person) => ({
        id: `live.give.${person.id}`,
        label: t('palette.give', { name: person.name }),
        run: () => live.speak(person.id),
      })),
  ]
}
