// What a facilitator sees of the meetings they led: see app/mirrors.go.
import * as Mirrors from './wailsjs/go/app/Mirrors'
import { call } from './call'
import type { MirrorLook } from './mirror.svelte'
import type { ID } from './nouns'

export const mirrors = {
  look: (debriefId: ID) => call<MirrorLook>(() => Mirrors.Look(debriefId)),
}
