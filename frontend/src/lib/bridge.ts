// What crosses the bridge beside the nouns: what the backend's services are asked and answer. The bridge's
// own types have no closed sets of words; see backend.ts.
import type {
  Attachment,
  Countermeasure,
  Entry,
  Factor,
  Helped as HelpedRecord,
  ID,
  Kind,
  Lane,
  Moment,
  Noun,
  Question,
  Ref,
  State,
  Who,
} from './nouns'
import type { Row } from './row'

/** A part of the library's list. */
export interface Page {
  rows: Row[]
  total: number
}

/** What the window has to know before it draws anything. */
export interface WindowState {
  /** A library is open; otherwise problem says why not. */
  ready: boolean
  problem: { code: string; message: string }
  path: string
  version: string
  /** The library is open to be read, and nothing can be saved. */
  reading: boolean
  /** How much in the open library is known not to be as it was written. */
  unreadable: number
  /** The sample to open on the very first start, or empty. */
  firstId: ID
}

/** Where one person's lines were saved; missing are characters no shipped font has. */
export interface SavedLines {
  path: string
  missing: string[]
}

/** A typed line and where it stands; see app/capture.go. */
export interface LineInput {
  debriefId: ID
  text: string
  stage: number
  position: number
  speakerId: ID
  /** The moment of the nearest line above that has one. */
  previous: Moment
  /** The record the line was filed as before; empty for a new line. */
  editId: ID
  /** The line above, which "-" continues. */
  aboveId: ID
  /** The draft it was typed in, and what stands there once it is filed; empty for a line that was no draft. */
  draftField: string
  draft: string
  /** Pictures that wait beside the field and go with the line. */
  pictureIds: ID[]
}

/** A line that was just written, and around it what is known; see backend/prompt. */
export interface PromptLine {
  text: string
  /** The noun it was filed as. */
  kind: string
  stage: number
  /** Who said it and is in the room, as lines show the name; empty for nobody. */
  speaker: string
  people: string[]
  /** Its time of day as it is shown, or empty. */
  at: string
  system: boolean
}

/** A question worth asking about a line. */
export interface PromptOffer {
  family: string
  /** The words it is about, without marks; may be empty. */
  quote: string
  text: string
}

/** How a typed line was read. */
export interface Line {
  kind: string
  time: Moment
  who: Who
  text: string
  quote: boolean
  lane: Lane
  newPerson: string
  ambiguous: string[]
  rest: string
  command: string
  args: string[]
  raw: string
  named: string
}

/** What became of a line: one record, or a command to carry out. */
export interface Filed {
  line: Line
  entry?: Entry | null
  question?: Question | null
  factor?: Factor | null
  helped?: HelpedRecord | null
  countermeasure?: Countermeasure | null
  removed?: Ref | null
  /** Those that belong to the line from now on. */
  attachments?: Attachment[]
}

/** A part of a filed line that is no text any more, and how it would be typed; see backend/capture. */
export interface Chip {
  kind: 'time' | 'who' | 'mark'
  text: string
}

/** A filed line as it was typed. */
/** One of the instants a time can mean that the clocks showed twice, or never; label is how they showed it. */
export interface Reading {
  moment: Moment
  label: string
}

export interface Chips {
  chips: Chip[]
  text: string
}

/** A picture that was handed over and where it goes; see app/attachments.go. */
export interface PictureInput {
  debriefId: ID
  /** The line it belongs to, or the debrief while the line is being written. */
  recordId: ID
  /** It stands in the list of evidence, where the line only rests on it. */
  evidence: boolean
  handle: string
}

/** What stays of a picture, in pixels from its upper left. */
export interface CropInput {
  picture: Ref
  x: number
  y: number
  width: number
  height: number
}

/** A phrase the wording check asks about; utf16Start and utf16End are what the editor counts in. */
export interface WordingFlag {
  start: number
  end: number
  utf16Start: number
  utf16End: number
  class: string
  level: string
  /** Of the reason and the questions; none where somebody wrote them. */
  language?: string
  phrase: string
  reason: string
  questions: string[]
  rule: string
  source: string
}

/** A flag somebody decided about, as the wording check finds it again. */
export interface DecidedPhrase {
  rule: string
  phrase: string
}

/** What somebody wants to be asked about; see backend/wording/settings.go. */
export interface WordingSettings {
  offClasses: string[]
  offLevels: string[]
  own: { phrase: string; question: string }[]
  ignored: string[]
}

/** What a file of wording settings holds; an empty file means that nobody chose one. */
export interface ChosenSettings {
  file: string
  settings: WordingSettings
}

/** One text with the flags that are still open on it. */
export interface Flagged {
  recordId: ID
  noun: Noun
  field: string
  flags: WordingFlag[]
}

export type Edition = 'role-only' | 'named' | 'public'
export type Paper = 'A4' | 'Letter'
/** A sheet in landscape for the figure alone. */
export type Sheet = 'A4' | 'A3' | 'A2' | 'A1'

/** What will be printed; see app/reports.go. problem.code is empty when there is something to show. */
export interface Preview {
  /** Where the window finds the PDF. */
  url: string
  pages: number
  removals: { what: string; of: string; where: string; count: number }[]
  warnings: { kind: string; of: string }[]
  /** What looks like one in what is printed, its middle hidden, and the section it is in. */
  secrets: { kind: 'key' | 'password' | 'card' | 'email'; hidden: string; where: string }[]
  /** Names that stay in what is printed, for somebody to decide about. */
  left: LeftName[]
  /** Characters no shipped font has, as "U+1F642". */
  missing: string[]
  /** Phrases nobody has decided about, and the section they are printed in. */
  wording: { phrase: string; where: string }[]
  problem: { code: string; message: string }
}

/** A name that stays in a line; from and to are where it stands in its text, role what would stand for it. */
export interface LeftName {
  entryId: ID
  text: string
  from: number
  to: number
  quote: boolean
  who: Who
  role: string
  /** Of the words a decision is about. */
  mark: string
}

/** How many words each field of page one has room for, and how many learnings there are. */
export interface Room {
  lead: number
  title: number
  learning: number
  head: number
  fact: number
  learnings: number
}

/** A text that stands in the debrief and could stand in a field of page one; see backend/gist. */
export interface Offer {
  field: string
  /** title and factorId are of a learning alone. */
  title: string
  text: string
  factorId: ID
  from: 'title' | 'title-impact' | 'impact' | 'ends' | 'entry' | 'times' | 'factor' | 'wrap-up'
  /** The lines it was taken from. */
  entryIds: ID[]
}

/** What helps with writing page one. */
export interface PageOne {
  limits: Room
  offers: Offer[]
}

/** What a report is handed out as; see backend/export. */
export type Form = 'pdf' | 'html' | 'markdown' | 'eml' | 'chat' | 'csv' | 'jira' | 'ics'

/** What somebody wants to hand out; see app/exports.go. */
export interface Wish {
  form: Form
  edition: Edition
  paper: Paper
  /** A version's number; empty for the debrief as it stands. */
  version: string
  /** The text of a mail; empty for the usual one. */
  cover: string
  /** The passwords of a PDF; empty for none. */
  openWith: string
  changeWith: string
}

/** What was written; an empty path means that nobody chose one. */
export interface Exported {
  path: string
  /** Those of a PDF. */
  pages: number
  /** Those of a folder, without its list. */
  files: number
  missing: string[]
}

/** The words a report is handed out with. */
export interface Covers {
  subject: string
  mail: string
  chat: string
}

/** A folder that is published into, and what was chosen for it. */
export interface Site {
  id: string
  dir: string
  edition: Edition
  title: string
  by: string
  base: string
  /** Nothing is left where a debrief is taken back. */
  traceless: boolean
  publishedAt: string
}

export type SiteWish = Pick<Site, 'edition' | 'title' | 'by' | 'base' | 'traceless'>

/** What publishing would do with a debrief. */
export type SiteStep = 'refused' | 'back' | 'new' | 'changed' | 'left' | 'same'

export interface SiteRow {
  /** Empty when it is not in the library any more. */
  debriefId: ID
  title: string
  day: string
  step: SiteStep
  /** It is left out here. */
  left: boolean
  message: string
}

export interface SitePublished {
  written: number
  same: number
  gone: number
  refused: SiteRow[]
}

/** The font that draws what the shipped ones lack; gone when it is not where it was. */
export interface FontState {
  name: string
  gone: boolean
}

/** A part of a record that differs; both texts are empty where there are no words to show. */
export interface DifferentField {
  name: string
  mine: string
  theirs: string
}

/** One record that differs between the library and a file. */
export interface DifferentItem {
  noun: Exclude<Noun, 'turns'>
  id: ID
  mine: string
  theirs: string
  fields: DifferentField[]
}

/** What an opened file holds beside what the library has of it; see app/bundles.go. */
export interface OpenedBundle {
  /** Names the file for an import; empty means that nobody chose one. */
  handle: string
  file: string
  /** The version of the app that wrote it. */
  app: string
  id: ID
  title: string
  kind: Kind
  state: State
  createdAt: string
  date: string
  counts: { noun: Exclude<Noun, 'turns'>; count: number }[]
  /** The library has this debrief, under this title. */
  here: boolean
  mine: string
  difference: { added: DifferentItem[]; changed: DifferentItem[]; removed: DifferentItem[] }
  /** How many lines keep what was agreed to here, and how many are left out: their words were taken back here. */
  kept: number
  withdrawn: number
}

/** A new debrief, one beside mine, or mine made what the file says. */
export type ImportWay = 'new' | 'both' | 'theirs'

export interface Undone {
  name: string
  debriefId: ID
}

/** One thing somebody did, in the list of what changed; see backend/sqlite/steps.go. */
export interface StepRow {
  row: number
  name: string
  debriefId: ID
  title: string
  at: string
  state: 'done' | 'undone' | 'dropped' | 'standing'
  text: string
}

/** What walking the log to a step would do. */
export interface Reach {
  way: 'undo' | 'redo'
  steps: number
  debriefs: { debriefId: ID; title: string; steps: number }[]
}

/** One record before and after a step, as JSON; empty where there was none. */
export interface ChangedRecord {
  seq: number
  noun: Noun
  recordId: ID
  debriefId: ID
  before: string
  after: string
  damaged: boolean
  gone: boolean
  lost: boolean
}

export interface StepDetail {
  records: ChangedRecord[]
  total: number
  names: Record<ID, string>
}

/** What is open before sign-off; see backend/signoff/open.go. */
export interface OpenItem {
  kind: OpenKind
  noun: Noun
  id: ID
  /** The field of page one it is about. */
  field: string
  text: string
}
export type OpenKind =
  | 'unread'
  | 'waiting'
  | 'changed'
  | 'declined'
  | 'missing'
  | 'long'
  | 'owner'
  | 'due'
  | 'idea'
  | 'question'

/** What changed since a version; its number is empty without one. */
export interface Since {
  number: string
  /** It was withdrawn: there is nothing to compare with. */
  gone: boolean
  difference: OpenedBundle['difference']
}

/** One version in the list: what one visit made of a record; see app/histories.go. */
export interface VersionRow {
  seq: number
  at: string
  way: 'do' | 'undo' | 'redo'
  name: string
  made: boolean
  gone: boolean
  fields: string[]
  damaged: boolean
}

export interface VersionPage {
  versions: VersionRow[]
  more: boolean
  now: string
  names: Record<ID, string>
}

/** What one person would read. */
export interface Invitation {
  /** Empty when there is no address that can be used. */
  to: string
  subject: string
  text: string
  /** There is a time for a calendar. */
  timed: boolean
}

export * from './bridge-evidence'
