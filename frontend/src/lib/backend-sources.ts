// What there is of an event, brought in as sources: see app/sources.go.
import * as Sources from './wailsjs/go/app/Sources'
import { EventsOn } from './wailsjs/runtime/runtime'
import type {
  CitedLine,
  Mapping,
  PromoteInput,
  RejectedLine,
  SavedSource,
  SourceFilter,
  SourceInput,
  SourceLook,
  SourcePage,
} from './bridge'
import { call, deadline } from './call'
import type { Citation, Entry, ID, Ref, Source, Step } from './nouns'

export const sources = {
  /** Asks for a file and reads it; nothing is brought in yet. */
  chooseFile: (debriefId: ID) =>
    call<SourceLook[]>(() => Sources.ChooseFile(debriefId), deadline.dialog),
  chooseFolder: (debriefId: ID) =>
    call<SourceLook[]>(() => Sources.ChooseFolder(debriefId), deadline.dialog),
  paste: (debriefId: ID, text: string) =>
    call<SourceLook>(() => Sources.Paste(debriefId, text), deadline.task),
  /** Reads it again, as what somebody says it is; a folder may become several. */
  as: (debriefId: ID, handle: string, format: string) =>
    call<SourceLook[]>(() => Sources.As(debriefId, handle, format), deadline.task),
  /** Reads a table again, its columns taken for what somebody says. */
  map: (debriefId: ID, handle: string, mapping: Mapping) =>
    call<SourceLook>(() => Sources.Map(debriefId, handle, mapping), deadline.task),
  /** All places that could not be read, as far as they are kept: of what is looked at, or of a source. */
  unread: (debriefId: ID, handle: string) =>
    call<RejectedLine[]>(() => Sources.Unread(debriefId, handle)),
  /** What a file may be said to be. */
  formats: () => call<string[]>(() => Sources.Formats()),
  drop: (handle: string) => call<void>(() => Sources.Drop(handle)),
  bring: (step: Step, source: SourceInput) =>
    call<Source>(() => Sources.Bring(step, source), deadline.export),
  /** Writes what is said of a source; its entries follow. */
  save: (step: Step, source: Source) =>
    call<SavedSource>(() => Sources.Save(step, source), deadline.export),
  lines: (debriefId: ID, sourceId: ID, filter: SourceFilter, from: number) =>
    call<SourcePage>(() => Sources.Lines(debriefId, sourceId, filter, from)),
  cited: (debriefId: ID, citations: Citation[]) =>
    call<CitedLine[]>(() => Sources.Cited(debriefId, citations)),
  promote: (step: Step, input: PromoteInput) =>
    call<Entry[]>(() => Sources.Promote(step, input), deadline.export),
  /** Hears that something was dropped on the window, with the handle to read it by. */
  onDropped: (run: (handle: string) => void) => EventsOn('dropped', run),
  readDropped: (debriefId: ID, handle: string) =>
    call<SourceLook[]>(() => Sources.ReadDropped(debriefId, handle), deadline.task),
  /** Deletes one; saving.svelte.ts is the one to call it. */
  remove: (step: Step, ref: Ref): Promise<void> => Sources.Delete(step, ref),
}
