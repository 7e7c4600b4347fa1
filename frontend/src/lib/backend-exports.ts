// What hands a report out: see app/exports.go and app/fonts.go.
import * as Exports from './wailsjs/go/app/Exports'
import * as Fonts from './wailsjs/go/app/Fonts'
import type { Covers, Exported, FontState, Sheet, Wish } from './bridge'
import { call, deadline } from './call'
import type { ID } from './nouns'

export const exports = {
  /** Asks where to put a report and writes it. */
  write: (debriefId: ID, wish: Wish) =>
    call<Exported>(() => Exports.Write(debriefId, wish), deadline.dialog),
  /** The same for the figure alone, on a sheet in landscape. */
  figure: (debriefId: ID, wish: Wish, sheet: Sheet) =>
    call<Exported>(() => Exports.Figure(debriefId, wish, sheet), deadline.dialog),
  /** The same for what the report rests on, as a folder. */
  folder: (debriefId: ID, wish: Wish) =>
    call<Exported>(() => Exports.Folder(debriefId, wish), deadline.dialog),
  covers: (debriefId: ID, wish: Wish) => call<Covers>(() => Exports.Covers(debriefId, wish)),
  /** Shows what was written last in its folder; says where it is, for when nothing could. */
  show: () => call<{ path: string; opened: boolean }>(() => Exports.Show()),
}

export const fonts = {
  state: () => call<FontState>(() => Fonts.State()),
  choose: () => call<FontState>(() => Fonts.Choose(), deadline.dialog),
  forget: () => call<FontState>(() => Fonts.Forget()),
}
