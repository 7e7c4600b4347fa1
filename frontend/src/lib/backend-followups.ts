// What came of the countermeasures: see app/followups.go.
import * as FollowUps from './wailsjs/go/app/FollowUps'
import type { app, board } from './wailsjs/go/models'
import { call } from './call'
import type { BoardFilter, BoardPage } from './board'
import type { Act, FollowedUp } from './followup'
import type { Countermeasure, Debrief, ID, Ref, Step } from './nouns'

export const followUps = {
  /** A part of the board: of one debrief when the filter names it, else of all. */
  board: (filter: BoardFilter, limit: number, offset: number) =>
    call<BoardPage>(() => FollowUps.Board(filter as board.Filter, limit, offset)),
  /** One countermeasure with its history. */
  of: (id: ID) => call<Countermeasure>(() => FollowUps.Of(id)),
  /** Carries out what is said about one, with a file that was handed over (handle may be empty), and lets go of drafts. */
  act: (step: Step, of: Ref, act: Act, handle: string, drafts: string[]) =>
    call<FollowedUp>(() => FollowUps.Act(step, { of, act, handle, drafts } as app.FollowUpAct)),
  close: (step: Step, debriefId: ID, by: string, note: string) =>
    call<Debrief>(() => FollowUps.Close(step, debriefId, by, note)),
  reopen: (step: Step, debriefId: ID, why: string) =>
    call<Debrief>(() => FollowUps.Reopen(step, debriefId, why)),
}
