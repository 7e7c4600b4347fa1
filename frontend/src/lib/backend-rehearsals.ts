// What makes a tabletop or a game day from a debrief: see app/rehearsals.go.
import * as Rehearsals from './wailsjs/go/app/Rehearsals'
import type { app } from './wailsjs/go/models'
import { call } from './call'
import type { ID, Kind, Step } from './nouns'

export const rehearsals = {
  /** Makes it; the debrief it is made from stays as it is. */
  make: (step: Step, id: ID, kind: Kind) =>
    call<app.Rehearsal>(() => Rehearsals.Make(step, id, kind)),
  /** The cards that the Room does not show: they name somebody of the debrief that is rehearsed. */
  held: (id: ID) => call<ID[]>(() => Rehearsals.Held(id)),
}
