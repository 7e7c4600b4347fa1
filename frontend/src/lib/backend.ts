// The window's only way to the backend. Every call has a deadline, because a promise of the bridge
// can stay open for ever, and every refusal arrives as a BackendError. Tests and the browser install
// their own bridge with installFake (testing/fake.ts) instead of Wails'.
import * as Attachments from './wailsjs/go/app/Attachments'
import * as OldReports from './wailsjs/go/app/OldReports'
import * as Backups from './wailsjs/go/app/Backups'
import * as Bands from './wailsjs/go/app/Bands'
import * as Bundles from './wailsjs/go/app/Bundles'
import * as Calibrations from './wailsjs/go/app/Calibrations'
import * as Capture from './wailsjs/go/app/Capture'
import * as Care from './wailsjs/go/app/Care'
import * as Changes from './wailsjs/go/app/Changes'
import * as Countermeasures from './wailsjs/go/app/Countermeasures'
import * as Debriefs from './wailsjs/go/app/Debriefs'
import * as Entries from './wailsjs/go/app/Entries'
import * as Factors from './wailsjs/go/app/Factors'
import * as Figures from './wailsjs/go/app/Figures'
import * as Gists from './wailsjs/go/app/Gists'
import * as Graphs from './wailsjs/go/app/Graphs'
import * as Helped from './wailsjs/go/app/Helped'
import * as Histories from './wailsjs/go/app/Histories'
import * as Invitations from './wailsjs/go/app/Invitations'
import * as Meetings from './wailsjs/go/app/Meetings'
import * as Participants from './wailsjs/go/app/Participants'
import * as Prompts from './wailsjs/go/app/Prompts'
import * as Questions from './wailsjs/go/app/Questions'
import * as Reports from './wailsjs/go/app/Reports'
import * as Room from './wailsjs/go/app/Room'
import * as Settings from './wailsjs/go/app/Settings'
import * as Turns from './wailsjs/go/app/Turns'
import * as Versions from './wailsjs/go/app/Versions'
import * as Window from './wailsjs/go/app/Window'
import * as Wordings from './wailsjs/go/app/Wordings'
import type { app, debrief as bridge, wording as wordings } from './wailsjs/go/models'
import { EventsOn } from './wailsjs/runtime/runtime'
import type { BackupLook, BackupsState, Checked, Difference, Restored } from './backup'
import type { CareState, PutBack } from './care'
import { t } from './copy'
import type {
  Chips,
  ChosenSettings,
  DecidedPhrase,
  WordingSettings,
  ChangedRecord,
  Edition,
  Filed,
  Flagged,
  ImportWay,
  Invitation,
  Line,
  LineInput,
  OpenedBundle,
  OpenItem,
  Page,
  Paper,
  CropInput,
  PageOne,
  PictureInput,
  Preview,
  PromptLine,
  PromptOffer,
  Reach,
  Reading,
  SavedLines,
  Since,
  StepDetail,
  StepRow,
  Undone,
  VersionPage,
  WindowState,
  WordingFlag,
  GraphMoment,
  GraphSuggestion,
  OldReportLook,
  BroughtReports,
} from './bridge'
import { followUps } from './backend-followups'
import { insights } from './backend-insights'
import { exports, fonts, sites } from './backend-exports'
import { rehearsals } from './backend-rehearsals'
import { interviews } from './backend-interviews'
import { again } from './backend-again'
import { signals } from './backend-signals'
import { sources } from './backend-sources'
import { feed, lists, reminders, statuses } from './backend-reminders'
import { mirrors } from './backend-mirrors'
import { search } from './backend-search'
import { similars } from './backend-similars'
import { call, deadline } from './call'
import { BackendError } from './refused'
import type { Figure } from './figure/figure'
import type { Seen } from './figure/scale'
import type { Graph } from './figure/graph'
import type { RoomLook, RoomState } from './room/view'
import type {
  Attachment,
  Debrief,
  Derived,
  ID,
  Meeting,
  Moment,
  Noun,
  RecordOf,
  Ref,
  Step,
  View,
  Entry,
  Version,
} from './nouns'
import type { Decided } from './session'

import type { MadeKit } from './rehearsal'

export { asBackendError, BackendError } from './refused'
export { noAnswer } from './call'
export type * from './bridge'
export type { Alike } from './backend-signals'
export type { AgainReading, AgainReason, AgainView, Freeze } from './backend-again'

type Saver = {
  [N in Exclude<Noun, 'debrief'>]: (step: Step, record: RecordOf[N]) => Promise<RecordOf[N]>
}

const savers: Saver = {
  meeting: (step, r) => call(() => Meetings.Save(step, r as bridge.Meeting)),
  turns: (step, r) => call(() => Turns.Save(step, r)),
  participant: (step, r) => call(() => Participants.Save(step, r)),
  entry: (step, r) => call(() => Entries.Save(step, r as bridge.Entry)),
  question: (step, r) => call(() => Questions.Save(step, r as bridge.Question)),
  factor: (step, r) => call(() => Factors.Save(step, r)),
  helped: (step, r) => call(() => Helped.Save(step, r)),
  countermeasure: (step, r) => call(() => Countermeasures.Save(step, r as bridge.Countermeasure)),
  band: (step, r) => call(() => Bands.Save(step, r as bridge.Band)),
  wording: (step, r) => call(() => Wordings.Save(step, r)),
  attachment: (step, r) => call(() => Attachments.Save(step, r)),
  source: async (step, r) => (await sources.save(step, r)).source,
}

const removers: Partial<Record<Noun, (step: Step, ref: Ref) => Promise<void>>> = {
  debrief: Debriefs.Delete,
  participant: Participants.Delete,
  entry: Entries.Delete,
  question: Questions.Delete,
  factor: Factors.Delete,
  helped: Helped.Delete,
  countermeasure: Countermeasures.Delete,
  band: Bands.Delete,
  wording: Wordings.Delete,
  attachment: Attachments.Delete,
  source: sources.remove,
}

export const backend = {
  debriefs: {
    list: (limit: number, offset: number) => call<Page>(() => Debriefs.List(limit, offset)),
    new: (step: Step) => call<Debrief>(() => Debriefs.New(step)),
    load: (id: ID) => call<View>(() => Debriefs.Load(id)),
    save: (step: Step, d: Debrief) =>
      call<{ debrief: Debrief; derived: Derived }>(() => Debriefs.Save(step, d as bridge.Debrief)),
    rename: (step: Step, id: ID, title: string) =>
      call<void>(() => Debriefs.Rename(step, id, title)),
    duplicate: (step: Step, id: ID, title: string) =>
      call<ID>(() => Debriefs.Duplicate(step, id, title)),
    saveDraft: (id: ID, field: string, text: string) =>
      call<void>(() => Debriefs.SaveDraft(id, field, text)),
  },
  meetings: {
    /** Keeps the running clock; no step of undo. */
    tick: (m: Meeting) => call<Meeting>(() => Meetings.Tick(m as bridge.Meeting)),
    plan: (minutes: number) => call<number[]>(() => Meetings.Plan(minutes)),
    /** Plans a further session about what is soaking. */
    again: (step: Step, id: ID) => call<Meeting>(() => Meetings.Again(step, id)),
    /** Writes an idea that was decided about and the meeting, as one step. */
    decide: (step: Step, both: Decided) =>
      call<Decided>(() => Meetings.Decide(step, both as app.Decided)),
  },
  turns: {
    /** Keeps the turns of a meeting that goes on after its end; no step of undo. */
    keep: (turns: RecordOf['turns']) => call<RecordOf['turns']>(() => Turns.Keep(turns)),
  },
  /** Writes one record; saving.svelte.ts is the one to call it. */
  save: <N extends Exclude<Noun, 'debrief'>>(
    noun: N,
    step: Step,
    record: RecordOf[N],
  ): Promise<RecordOf[N]> => savers[noun](step, record),
  /** Deletes one record; saving.svelte.ts is the one to call it. */
  remove: (step: Step, ref: Ref) =>
    call<void>(
      () =>
        removers[ref.noun]?.(step, ref) ??
        Promise.reject(new BackendError('internal', t('error.internal'))),
    ),
  /** The sealed notes. What goes through here is never logged, indexed or drafted elsewhere. */
  interviews,
  /** Near-miss notes. */
  signals,
  /** What is worth reading again. */
  again,
  followUps,
  search,
  similars,
  capture: {
    /** Files a typed line and says what became of it. */
    file: (step: Step, line: LineInput) => call<Filed>(() => Capture.File(step, line)),
    /** Says what a line that is still being typed would be filed as. */
    read: (line: LineInput) => call<Line>(() => Capture.Read(line)),
    /** Turns a filed line back into the chips and the text that would file it again. */
    typed: (debriefId: ID, id: ID) => call<Chips>(() => Capture.Typed(debriefId, id)),
    /** Files every line of a pasted text, all or none. */
    paste: (step: Step, text: LineInput) =>
      call<Filed[]>(() => Capture.Paste(step, text), deadline.export),
    /** Files an edited line as its first words, and the rest as a line at a position below. */
    split: (step: Step, line: LineInput, rest: string, below: number) =>
      call<Filed>(() => Capture.Split(step, line, rest, below)),
    /** Puts a line at the end of the one above it. */
    join: (step: Step, debriefId: ID, aboveId: ID, belowId: ID) =>
      call<void>(() => Capture.Join(step, debriefId, aboveId, belowId)),
    /** Puts the times without a day on one ("21 Nov"); empty when that is no day. */
    setDay: (step: Step, debriefId: ID, day: string) =>
      call<string>(() => Capture.SetDay(step, debriefId, day)),
    /** Reads a typed time. What cannot be read comes back with a problem. zone may be empty. */
    parseTime: (debriefId: ID, text: string, zone: string, previous: Moment) =>
      call<Moment>(() => Capture.ParseTime(debriefId, text, zone, previous)),
    /** What a time can mean that the clocks showed twice, or never; none of any other. */
    readings: (debriefId: ID, text: string, zone: string, previous: Moment) =>
      call<Reading[]>(() => Capture.Readings(debriefId, text, zone, previous)),
  },
  attachments: {
    /** Hands over a part of a picture in base 64; an empty handle begins. Resolves with the handle. */
    hand: (handle: string, data: string, last: boolean) =>
      call<string>(() => Attachments.Hand(handle, data, last), deadline.export),
    /** Asks for the file of a picture; resolves with its handle, empty when nobody chose one. */
    choose: () => call<string>(Attachments.Choose, deadline.dialog),
    /** Attaches a picture that was handed over. */
    paste: (step: Step, picture: PictureInput) =>
      call<Attachment>(() => Attachments.Paste(step, picture), deadline.export),
    /** Asks for a file of any kind; resolves with its handle, empty when nobody chose one. */
    chooseEvidence: () => call<string>(Attachments.ChooseEvidence, deadline.dialog),
    /** What the file of a handle is called; empty when it is held no longer. */
    held: (handle: string) => call<string>(() => Attachments.Held(handle)),
    /** Takes a file that was looked at among sources; resolves with its handle here. */
    looked: (source: string) => call<string>(() => Attachments.Looked(source), deadline.task),
    /** Puts a part of a picture in its place. */
    crop: (step: Step, part: CropInput) =>
      call<Attachment>(() => Attachments.Crop(step, part), deadline.task),
    /** Asks where to save a file as it is kept; the path is empty when nobody chose one. */
    saveFile: (debriefId: ID, id: ID) =>
      call<{ path: string }>(() => Attachments.SaveFile(debriefId, id), deadline.dialog),
  },
  sources,
  graphs: {
    draw: (
      debriefId: ID,
      sourceId: ID,
      view: { width: number; height: number; small: boolean; zone: string },
    ) => call<Graph>(() => Graphs.Draw(debriefId, sourceId, view)),
    /** Reads off the point nearest to a moment, or so many further on; without one the first, or back from the end. */
    read: (debriefId: ID, sourceId: ID, at: string, by: number) =>
      call<GraphMoment>(() => Graphs.Read(debriefId, sourceId, at, by)),
    suggest: (debriefId: ID, sourceId: ID, level: string) =>
      call<{ suggestions: GraphSuggestion[]; unread: boolean }>(() =>
        Graphs.Suggest(debriefId, sourceId, level),
      ),
    /** Makes entries of moments of one line. */
    promote: (step: Step, input: { debriefId: ID; sourceId: ID; at: string[]; series: number }) =>
      call<Entry[]>(() => Graphs.Promote(step, input), deadline.export),
  },
  prompts: {
    /** What to ask about a line that was just written, the best first. */
    offer: (language: string, line: PromptLine) =>
      call<PromptOffer[]>(() => Prompts.Offer(language, line)),
  },
  wordings: {
    /** The flags of a text being typed, without those decided about; language is that of the notes, or empty. */
    check: (language: string, text: string, decided: DecidedPhrase[] = []) =>
      call<WordingFlag[]>(() => Wordings.Check(language, text, decided)),
    /** The same of a line, counted in the text as it is typed; none for a question, a quote or a command. */
    checkLine: (language: string, line: LineInput, decided: DecidedPhrase[] = []) =>
      call<WordingFlag[]>(() => Wordings.CheckLine(language, line, decided)),
    open: (debriefId: ID) => call<Flagged[]>(() => Wordings.Open(debriefId)),
    settings: () => call<WordingSettings>(() => Wordings.Settings()),
    saveSettings: (settings: WordingSettings) =>
      call<WordingSettings>(() => Wordings.SaveSettings(settings as wordings.Settings)),
    /** Asks where to put the settings as a file; an empty path means that nobody chose. */
    exportSettings: () => call<{ path: string }>(() => Wordings.ExportSettings(), deadline.dialog),
    /** Asks for a file of settings; nothing is changed by it. */
    chooseSettings: () => call<ChosenSettings>(() => Wordings.ChooseSettings(), deadline.dialog),
  },
  figures: {
    /** Lays the timeline's figure, or what is seen of it, out in a box of CSS pixels; its lengths are in points. */
    timeline: (debriefId: ID, width: number, height: number, seen?: Seen) =>
      call<Figure>(() =>
        Figures.Timeline(debriefId, width, height, seen?.from ?? 0, seen?.to ?? 0),
      ),
  },
  reports: {
    /** Sets a version by its number, or without one the debrief as it stands. */
    preview: (debriefId: ID, edition: Edition, paper: Paper, version: string) =>
      call<Preview>(() => Reports.Preview(debriefId, edition, paper, version), deadline.export),
    /** Gives up the one that is being set; it is refused as "cancelled". */
    stopPreview: () => call<void>(() => Reports.StopPreview()),
  },
  exports,
  sites,
  fonts,
  insights,
  versions: {
    /** What is open before sign-off; nothing of it keeps anybody from it. */
    open: (debriefId: ID) => call<OpenItem[]>(() => Versions.Open(debriefId)),
    signOff: (step: Step, debriefId: ID, by: string, note: string, reason: string) =>
      call<{ version: Version; debrief: Debrief }>(
        () => Versions.SignOff(step, debriefId, by, note, reason),
        deadline.export,
      ),
    amend: (step: Step, debriefId: ID) => call<Debrief>(() => Versions.Amend(step, debriefId)),
    /** What a version changed since the one before, or without a number what stands since the newest. */
    since: (debriefId: ID, number: string) => call<Since>(() => Versions.Since(debriefId, number)),
    /** Destroys what was signed off under an earlier number. */
    withdraw: (debriefId: ID, number: string, why: string, kits: boolean) =>
      call<Version>(() => Versions.Withdraw(debriefId, number, why, kits), deadline.export),
    /** The rehearsals that have words of a debrief. */
    kits: (debriefId: ID) => call<MadeKit[]>(() => Versions.Kits(debriefId)),
    /** The numbers of the versions that hold an entry. */
    holding: (debriefId: ID, entryId: ID) =>
      call<string[]>(() => Versions.Holding(debriefId, entryId)),
  },
  gists: {
    /** What page one has room for, and what the debrief already has for it. */
    pageOne: (debriefId: ID) => call<PageOne>(() => Gists.PageOne(debriefId)),
  },
  rehearsals,
  oldReports: {
    chooseFile: () => call<OldReportLook[]>(() => OldReports.ChooseFile(), deadline.dialog),
    chooseFolder: () => call<OldReportLook[]>(() => OldReports.ChooseFolder(), deadline.dialog),
    readDropped: (handle: string) =>
      call<OldReportLook[]>(() => OldReports.ReadDropped(handle), deadline.task),
    bring: async (step: Step, handles: string[], zone: string) =>
      (await call<BroughtReports>(() => OldReports.Bring(step, handles, zone), deadline.task)).ids,
    forget: () => call<void>(() => OldReports.Forget()),
  },
  bundles: {
    /** Asks where to put a debrief as a file and writes it; an empty path means that nobody chose. */
    save: (debriefId: ID) =>
      call<{ path: string; secrets: number }>(() => Bundles.Save(debriefId), deadline.dialog),
    /** Asks for a file and says what is in it; nothing is imported yet. */
    choose: () => call<OpenedBundle>(() => Bundles.Choose(), deadline.dialog),
    /** Takes an opened file into the library and returns its debrief there. */
    import: (handle: string, way: ImportWay) =>
      call<ID>(() => Bundles.Import(handle, way), deadline.export),
    /** Lets go of an opened file. */
    forget: (handle: string) => call<void>(() => Bundles.Forget(handle)),
  },
  invitations: {
    /** What one person would read; to is empty without an address that can be used. */
    text: (debriefId: ID, personId: ID) =>
      call<Invitation>(() => Invitations.Text(debriefId, personId)),
    /** Asks where to save it as a mail; an empty path means that nobody chose. */
    saveMail: (debriefId: ID, personId: ID) =>
      call<{ path: string }>(() => Invitations.SaveMail(debriefId, personId), deadline.dialog),
    saveCalendar: (debriefId: ID, personId: ID) =>
      call<{ path: string }>(() => Invitations.SaveCalendar(debriefId, personId), deadline.dialog),
  },
  calibrations: {
    /** One person's own lines as they would read them; empty without any. */
    text: (debriefId: ID, personId: ID) =>
      call<{ text: string }>(() => Calibrations.Text(debriefId, personId)),
    /** Asks where to save them; an empty path means that nobody chose. */
    saveText: (debriefId: ID, personId: ID) =>
      call<SavedLines>(() => Calibrations.SaveText(debriefId, personId), deadline.dialog),
    savePDF: (debriefId: ID, personId: ID) =>
      call<SavedLines>(() => Calibrations.SavePDF(debriefId, personId), deadline.dialog),
    /** Asks for a folder and saves everybody's there; an empty folder means that nobody chose. */
    saveAll: (debriefId: ID, as: 'text' | 'pdf') =>
      call<{ folder: string; files: number }>(
        () => Calibrations.SaveAll(debriefId, as),
        deadline.dialog,
      ),
  },
  backups: {
    list: () => call<BackupsState>(() => Backups.List()),
    /** Makes one now and returns its name. */
    make: () => call<string>(() => Backups.Make(), deadline.task),
    /** Asks for a folder and sends backups there. */
    chooseFolder: () => call<BackupsState>(() => Backups.ChooseFolder(), deadline.dialog),
    useOwnFolder: () => call<BackupsState>(() => Backups.UseOwnFolder()),
    look: (name: string) => call<BackupLook>(() => Backups.Look(name), deadline.export),
    /** Asks for a file and looks at it; an empty name means that nobody chose. */
    pickFile: () => call<BackupLook>(() => Backups.PickFile(), deadline.dialog),
    restore: (name: string) => call<Restored>(() => Backups.Restore(name), deadline.task),
    /** Reads the whole library. */
    check: () => call<Checked>(() => Backups.Check(), deadline.task),
    /** Hears that there is something new to say; returns how to stop hearing. */
    onNews: (run: () => void) => EventsOn('backups', run),
  },
  care: {
    /** Puts what can be read together in a file of its own and says what came of it. */
    look: () => call<CareState>(() => Care.Look(), deadline.task),
    /** Mends the library; the damaged file is kept. */
    putBack: () => call<PutBack>(() => Care.PutBack(), deadline.task),
    /** What going back to a backup sets aside. */
    aside: (name: string) => call<Difference>(() => Care.Aside(name), deadline.export),
    /** Asks for a backup anywhere and puts it in the library's place. */
    restoreFile: () => call<Restored>(() => Backups.RestoreFile(), deadline.dialog),
    /** Opens what could be put together, to be read. */
    read: () => call<void>(() => Care.Read()),
    /** Lets go of the library and goes to the choices. */
    choose: () => call<void>(() => Care.Choose()),
    /** Makes an empty library where there was one. */
    begin: () => call<void>(() => Care.Begin()),
    /** Asks for a place and copies the file there as it is; returns its name, empty when nobody chose. */
    saveCopy: () => call<string>(() => Care.SaveCopy(), deadline.dialog),
    saveReadable: () => call<string>(() => Care.SaveReadable(), deadline.dialog),
    details: () => call<string>(() => Care.Details(), deadline.task),
    /** Hears that something in the open library cannot be read; returns how to stop hearing. */
    onNoticed: (run: () => void) => EventsOn('care', run),
  },
  changes: {
    undo: () => call<Undone>(() => Changes.Undo()),
    redo: () => call<Undone>(() => Changes.Redo()),
    /** Takes back what the step of an id deleted, whatever was done since. */
    takeBack: (stepId: ID) => call<Undone>(() => Changes.TakeBack(stepId)),
    /** What was done before a row, newest first; 0 begins with the newest. debriefId may be empty. */
    list: (before: number, limit: number, debriefId: ID) =>
      call<{ steps: StepRow[]; more: boolean }>(() => Changes.List(before, limit, debriefId)),
    reach: (row: number) => call<Reach>(() => Changes.Reach(row)),
    /** Walks the log to a step. It takes its time over thousands of them. */
    walk: (row: number) => call<Undone[]>(() => Changes.Walk(row), deadline.export),
    detail: (row: number) => call<StepDetail>(() => Changes.Detail(row)),
  },
  histories: {
    /** The versions of a record before one of them; 0 begins with the newest. */
    list: (recordId: ID, before: number, limit: number) =>
      call<VersionPage>(() => Histories.List(recordId, before, limit)),
    version: (seq: number) =>
      call<{ record: ChangedRecord; names: Record<ID, string> }>(() => Histories.Version(seq)),
    /** Makes a record what it was: a new step. */
    restore: (seq: number) => call<Undone>(() => Histories.Restore(seq)),
  },
  room: {
    state: () => call<RoomState>(() => Room.State()),
    open: () => call<void>(() => Room.Open()),
    close: () => call<void>(() => Room.Close()),
    /** Says which debrief is in the meeting and the key of the question; an empty id leaves the Room idle. */
    follow: (debriefId: ID, question: string) => call<void>(() => Room.Follow(debriefId, question)),
    /** Hides the Room at once, or brings it back. */
    hide: (hidden: boolean) => call<void>(() => Room.Hide(hidden)),
    choose: (look: Pick<RoomLook, 'theme' | 'size'>, display: string) =>
      call<void>(() => Room.Choose(look.theme, look.size, display)),
    /** Lays out what the Room shows of the timeline; all lengths are in points. */
    figure: (width: number, height: number) => call<Figure>(() => Room.Figure(width, height)),
    /** Hears how the Room is; returns how to stop hearing. */
    onState: (run: (state: RoomState) => void) => EventsOn('room', run),
    /** Hears that F9 was pressed in the Room's window. */
    onHide: (run: () => void) => EventsOn('hide', run),
  },
  reminders,
  feed,
  lists,
  statuses,
  mirrors,
  settings: {
    load: () => call<Record<string, string>>(() => Settings.Load()),
    save: (key: string, value: string) => call<void>(() => Settings.Save(key, value)),
  },
  window: {
    /** Waits for the library, which may have to be brought up to date first. */
    state: () => call<WindowState>(() => Window.State(), deadline.task),
    /** Tries to open the library again. */
    retry: () => call<WindowState>(() => Window.Retry(), deadline.task),
    /** Puts text on the clipboard. */
    copy: (text: string) => call<void>(() => Window.Copy(text)),
    quit: () => call<void>(() => Window.Quit()),
    /** Says that everything typed was handed over, so that the window may close. */
    flushed: () => call<void>(() => Window.Flushed()),
    held: () => call<void>(() => Window.Held()),
    /** Hears how far a long piece of work has come, from 0 to 1; returns how to stop hearing. */
    onProgress: (run: (part: number) => void) => EventsOn('progress', run),
    /** Stops the long piece of work under way; nothing is changed by what was not finished. */
    stop: () => call<void>(() => Window.Stop()),
    /** Hears that the window is about to close; returns how to stop. */
    onFlush: (run: () => void) => EventsOn('flush', run),
  },
}
