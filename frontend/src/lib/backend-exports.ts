// What hands reports out: see app/exports.go, app/fonts.go and app/sites.go.
import * as Exports from './wailsjs/go/app/Exports'
import * as Fonts from './wailsjs/go/app/Fonts'
import * as Sites from './wailsjs/go/app/Sites'
import type {
  Covers,
  Exported,
  FontState,
  Sheet,
  Site,
  SitePublished,
  SiteRow,
  SiteWish,
  Wish,
} from './bridge'
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

export const sites = {
  list: () => call<Site[]>(() => Sites.List()),
  /** Asks for a folder; an empty id means that nobody chose one. */
  choose: () => call<Site>(() => Sites.Choose(), deadline.dialog),
  set: (id: string, wish: SiteWish) => call<Site>(() => Sites.Set(id, wish)),
  leave: (id: string, debriefId: ID, out: boolean) =>
    call<void>(() => Sites.Leave(id, debriefId, out)),
  forget: (id: string) => call<void>(() => Sites.Forget(id)),
  /** What publishing would do; it can be stopped. */
  plan: (id: string) => call<SiteRow[]>(() => Sites.Plan(id), deadline.dialog),
  publish: (id: string) => call<SitePublished>(() => Sites.Publish(id), deadline.dialog),
}
