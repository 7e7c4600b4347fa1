export namespace again {
	
	export interface Reason {
	    why: string;
	    years: number;
	    day: string;
	    tag: string;
	}
	export interface Reading {
	    id: string;
	    title: string;
	    kind: string;
	    reasons: Reason[];
	}

}

export namespace alike {
	
	export interface Candidate {
	    id: string;
	    text: string;
	    category: string;
	    debrief: string;
	    day: string;
	    debriefs: number;
	    words: string[];
	}
	export interface Head {
	    id: string;
	    title: string;
	    day: string;
	    kind: string;
	    state: string;
	    sample: boolean;
	}
	export interface Reason {
	    kind: string;
	    category: string;
	    mine: string;
	    theirs: string;
	    words: string[];
	    mineText: string;
	    theirsText: string;
	}
	export interface Match {
	    head: Head;
	    linked: boolean;
	    why: string;
	    reasons: Reason[];
	}
	export interface Measure {
	    id: string;
	    debriefId: string;
	    debrief: string;
	    text: string;
	    state: string;
	    due: string;
	    doneOn: string;
	    outcome: string;
	    told: string;
	    lookedOn: string;
	    againOn: string[];
	}
	export interface Naming {
	    factorId: string;
	    text: string;
	    debrief: Head;
	    recurs: boolean;
	}
	export interface Page {
	    text: string;
	    category: string;
	    namings: Naming[];
	    debriefs: number;
	    measures: Measure[];
	}

}

export namespace app {
	
	export interface FreezeInput {
	    from: string;
	    to: string;
	    tags: string;
	}
	export interface AgainView {
	    today: again.Reading[];
	    before: again.Reading[];
	    freeze: FreezeInput;
	    tags: string[];
	    total: number;
	}
	export interface RecurringFactor {
	    factorId: string;
	    debriefs: number;
	}
	export interface AlikeView {
	    linked: alike.Match[];
	    offered: alike.Match[];
	    recurring: RecurringFactor[];
	}
	export interface Attached {
	    rev: number;
	    paper: interview.Paper;
	}
	export interface BackupLook {
	    name: string;
	    file: string;
	    debriefs: debrief.Row[];
	    aside: sqlite.Difference;
	    back: sqlite.Difference;
	    missing: boolean;
	    unknown: boolean;
	}
	export interface BackupNotes {
	    name: string;
	    file: string;
	    total: number;
	    elsewhere: number;
	}
	export interface BackupRow {
	    name: string;
	    at: string;
	    size: number;
	    debriefs: number;
	    passages: number;
	    verified: boolean;
	    changed: boolean;
	    own: boolean;
	    reason: string;
	}
	export interface KeptRow {
	    file: string;
	    folder: string;
	}
	export interface ClockState {
	    now: string;
	    last: string;
	    putBack: boolean;
	}
	export interface WindowError {
	    code: string;
	    message: string;
	}
	export interface BackupsState {
	    folder: string;
	    own: boolean;
	    ownFolder: string;
	    backups: BackupRow[];
	    concerns: string[];
	    trouble: WindowError;
	    instead: boolean;
	    lastAt: string;
	    clock: ClockState;
	    kept: KeptRow[];
	}
	export interface Before {
	    title: string;
	    date: string;
	    page: mirror.Page;
	}
	export interface BroughtReports {
	    ids: string[];
	}
	export interface CarePlace {
	    debriefId: string;
	    title: string;
	    noun: string;
	    field: string;
	    name: string;
	    count: number;
	    from: string;
	    backupAt: string;
	    older: boolean;
	}
	export interface CareState {
	    at: string;
	    size: number;
	    some: boolean;
	    known: number;
	    asWritten: number;
	    unreadable: number;
	    fromHistory: number;
	    fromBackup: number;
	    older: number;
	    lost: number;
	    debriefs: number;
	    drafts: number;
	    historyLost: number;
	    places: CarePlace[];
	}
	export interface ChangedRecord {
	    seq: number;
	    noun: string;
	    recordId: string;
	    debriefId: string;
	    before: string;
	    after: string;
	    damaged: boolean;
	    gone: boolean;
	    lost: boolean;
	}
	export interface DamageRow {
	    title: string;
	    noun: string;
	    what: string;
	}
	export interface CheckedState {
	    at: string;
	    sound: boolean;
	    debriefs: number;
	    passages: number;
	    changes: number;
	    damage: DamageRow[];
	}
	export interface ChosenSettings {
	    file: string;
	    settings: wording.Settings;
	}
	export interface SecretText {
	    text: string;
	    kind: string;
	}
	export interface SourceLine {
	    n: number;
	    time: debrief.Moment;
	    sender: string;
	    kind: string;
	    channel: string;
	    text: string;
	    edited: boolean;
	    reply: boolean;
	    reason: string;
	    file: string;
	    line: number;
	    secrets: SecretText[];
	}
	export interface CitedLine {
	    sourceId: string;
	    message: number;
	    at?: string;
	    source: string;
	    line: SourceLine;
	}
	
	export interface Covers {
	    subject: string;
	    mail: string;
	    chat: string;
	}
	export interface CropInput {
	    picture: debrief.Ref;
	    x: number;
	    y: number;
	    width: number;
	    height: number;
	}
	
	export interface Decided {
	    countermeasure: debrief.Countermeasure;
	    meeting: debrief.Meeting;
	}
	export interface Exported {
	    path: string;
	    pages: number;
	    files: number;
	    missing: string[];
	}
	export interface FeedState {
	    folder: string;
	    file: string;
	    edition: string;
	    at: string;
	    dates: number;
	    left: string[];
	    problem: WindowError;
	}
	export interface Filed {
	    line: capture.Line;
	    entry?: debrief.Entry;
	    question?: debrief.Question;
	    factor?: debrief.Factor;
	    helped?: debrief.Helped;
	    countermeasure?: debrief.Countermeasure;
	    removed?: debrief.Ref;
	    attachments: debrief.Attachment[];
	}
	export interface FollowUpAct {
	    of: debrief.Ref;
	    act: debrief.Act;
	    handle: string;
	    drafts: string[];
	}
	export interface FollowedUp {
	    countermeasure: debrief.Countermeasure;
	    debrief: debrief.Debrief;
	    attachment?: debrief.Attachment;
	}
	export interface FontState {
	    name: string;
	    gone: boolean;
	}
	
	export interface GraphSuggestion {
	    reason: string;
	    at: string;
	    series: number;
	    name: string;
	    before: string;
	    value: string;
	}
	export interface GraphAdvice {
	    suggestions: GraphSuggestion[];
	    unread: boolean;
	}
	export interface GraphInput {
	    debriefId: string;
	    sourceId: string;
	    at: string[];
	    series: number;
	}
	export interface GraphValue {
	    name: string;
	    text: string;
	}
	export interface GraphMoment {
	    at: string;
	    values: GraphValue[];
	}
	
	
	export interface GraphView {
	    width: number;
	    height: number;
	    small: boolean;
	    zone: string;
	}
	export interface InsightsRow {
	    id: string;
	    title: string;
	    date: string;
	    kind: string;
	}
	export interface InsightsBehind {
	    rows: InsightsRow[];
	    more: number;
	    factorId: string;
	}
	
	export interface InsightsState {
	    debriefs: number;
	    notes: number;
	    waiting: number;
	    first: string;
	    last: string;
	    cards: chart.Card[];
	}
	export interface InsightsView {
	    choice: insight.Choice;
	    width: number;
	    conditions: number;
	    debriefId: string;
	    only: string[];
	}
	export interface NoteProblem {
	    id: string;
	    problem: WindowError;
	}
	export interface InterviewList {
	    interviews: interview.Interview[];
	    problems: NoteProblem[];
	}
	export interface InvitationText {
	    to: string;
	    subject: string;
	    text: string;
	    timed: boolean;
	}
	
	export interface Kit {
	    id: string;
	    title: string;
	    createdAt: string;
	    stands: boolean;
	    versions: boolean;
	}
	export interface LineInput {
	    debriefId: string;
	    text: string;
	    stage: number;
	    position: number;
	    speakerId: string;
	    previous: debrief.Moment;
	    editId: string;
	    aboveId: string;
	    draftField: string;
	    draft: string;
	    pictureIds: string[];
	}
	export interface LinesText {
	    text: string;
	}
	export interface Listed {
	    file: string;
	    debriefs: number;
	    left: string[];
	    unlisted: number;
	}
	export interface Mirror {
	    page: mirror.Page;
	    before: Before[];
	}
	export interface NoteHit {
	    interviewId: string;
	    passageId: string;
	    name: string;
	    text: string;
	}
	export interface NoteInput {
	    text: string;
	    when: string;
	    tags: string;
	    zone: string;
	}
	
	export interface NotesHeld {
	    backups: BackupRow[];
	    unread: number;
	    kept: number;
	    away: boolean;
	}
	export interface NounCount {
	    noun: string;
	    count: number;
	}
	export interface OldReportLook {
	    handle: string;
	    file: string;
	    title: string;
	    day: string;
	    entries: number;
	    factors: number;
	    helped: number;
	    countermeasures: number;
	    questions: number;
	    people: number;
	    left: number;
	    leftIn: string[];
	    likely: boolean;
	    need: string;
	    hereSince: string;
	}
	export interface OpenPhrase {
	    phrase: string;
	    where: string;
	}
	export interface OpenedBundle {
	    handle: string;
	    file: string;
	    app: string;
	    id: string;
	    title: string;
	    kind: string;
	    state: string;
	    createdAt: string;
	    date: string;
	    counts: NounCount[];
	    here: boolean;
	    mine: string;
	    difference: bundle.Difference;
	    kept: number;
	    withdrawn: number;
	}
	export interface Page {
	    rows: debrief.Row[];
	    total: number;
	}
	export interface PageOne {
	    limits: gist.Limits;
	    offers: gist.Offer[];
	}
	export interface PaperShown {
	    mediaType: string;
	    data: string;
	}
	export interface PictureInput {
	    debriefId: string;
	    recordId: string;
	    evidence: boolean;
	    handle: string;
	}
	export interface Preview {
	    url: string;
	    pages: number;
	    removals: report.Removal[];
	    warnings: report.Warning[];
	    secrets: report.Secret[];
	    left: report.LeftName[];
	    missing: string[];
	    wording: OpenPhrase[];
	    problem: WindowError;
	}
	export interface PromoteInput {
	    debriefId: string;
	    sourceId: string;
	    messages: number[];
	    joined: boolean;
	    leaveOut: boolean;
	}
	export interface PutBack {
	    at: string;
	    keptFile: string;
	    keptFolder: string;
	    passages: number;
	    found: number;
	    lost: number;
	}
	
	export interface Rehearsal {
	    id: string;
	    cards: number;
	    leftOut: number;
	}
	export interface RejectedLine {
	    file: string;
	    line: number;
	    expected: string;
	    text: string;
	}
	export interface Released {
	    interview: interview.Interview;
	    entry: debrief.Entry;
	}
	export interface Reminder {
	    count: number;
	    shown: boolean;
	}
	export interface RestoredState {
	    at: string;
	    debriefs: number;
	    passages: number;
	    kept: string;
	    keptFile: string;
	    keptFolder: string;
	    keptDamaged: boolean;
	}
	export interface RoomState {
	    open: boolean;
	    ended: boolean;
	    hidden: boolean;
	    view: room.View;
	    seq: number;
	    displays: room.Display[];
	    display: string;
	}
	export interface SavedAll {
	    folder: string;
	    files: number;
	}
	export interface SavedBundle {
	    path: string;
	    secrets: number;
	}
	export interface SavedDebrief {
	    debrief: debrief.Debrief;
	    derived: debrief.Derived;
	}
	export interface SavedFile {
	    path: string;
	}
	export interface SavedInvitation {
	    path: string;
	}
	export interface SavedLines {
	    path: string;
	    missing: string[];
	}
	export interface SavedSettings {
	    path: string;
	}
	export interface SavedSheet {
	    path: string;
	}
	export interface SavedSource {
	    source: debrief.Source;
	    entries: debrief.Entry[];
	}
	export interface SearchAnswer {
	    hits: sqlite.Hit[];
	    debriefs: sqlite.FoundDebrief[];
	    more: boolean;
	    following: boolean;
	    instead: sqlite.Instead[];
	    chips: search.Chip[];
	    me: string;
	    cut: boolean;
	    asked: boolean;
	}
	export interface SearchInput {
	    typed: string;
	    order: string;
	    limit: number;
	    each: number;
	    debriefId: string;
	}
	
	export interface SharedCopy {
	    title: string;
	    signed: boolean;
	}
	export interface Shown {
	    path: string;
	    opened: boolean;
	}
	export interface SignedOff {
	    version: debrief.Version;
	    debrief: debrief.Debrief;
	}
	export interface Since {
	    number: string;
	    gone: boolean;
	    difference: bundle.Difference;
	}
	export interface Site {
	    id: string;
	    dir: string;
	    edition: string;
	    title: string;
	    by: string;
	    base: string;
	    traceless: boolean;
	    publishedAt: string;
	}
	export interface SiteRow {
	    debriefId: string;
	    title: string;
	    day: string;
	    step: string;
	    left: boolean;
	    message: string;
	}
	export interface SitePublished {
	    written: number;
	    same: number;
	    gone: number;
	    refused: SiteRow[];
	}
	
	export interface SiteWish {
	    edition: string;
	    title: string;
	    by: string;
	    base: string;
	    traceless: boolean;
	}
	export interface SourceFilter {
	    words: string;
	    sender: string;
	    from: string;
	    to: string;
	    suggested: boolean;
	    system: boolean;
	}
	export interface SourceInput {
	    debriefId: string;
	    handle: string;
	    zone: string;
	    day: string;
	    startedAt: string;
	    aheadSeconds: number;
	    senders: debrief.SourceSender[];
	    partial: boolean;
	}
	
	export interface SourceLook {
	    handle: string;
	    name: string;
	    summary: evidence.Summary;
	    senders: debrief.SourceSender[];
	    need: string;
	    lines: SourceLine[];
	    rejected: RejectedLine[];
	    hereId: string;
	    from: string;
	    to: string;
	    table?: evidence.Table;
	    columns: number;
	    attach: string;
	}
	export interface SourcePage {
	    found: number;
	    count: number;
	    lines: SourceLine[];
	    series: number;
	    folded: number;
	    need: string;
	    untimed: number;
	    first: debrief.Moment;
	    unread: number;
	}
	export interface StatusLook {
	    changes: status.Change[];
	    left: status.Left[];
	    same: number;
	    file: string;
	}
	export interface Step {
	    id: string;
	    name: string;
	}
	export interface StepDetail {
	    records: ChangedRecord[];
	    total: number;
	    names: Record<string, string>;
	}
	export interface StepPage {
	    steps: sqlite.StepRow[];
	    more: boolean;
	}
	export interface TakenNotes {
	    new: number;
	    back: number;
	    here: number;
	    left: number;
	    past: number;
	    bad: number;
	    stopped: boolean;
	}
	export interface TalkCounts {
	    known: boolean;
	    planned: number;
	    held: number;
	    declined: number;
	}
	export interface VaultState {
	    made: boolean;
	    open: boolean;
	    count: number;
	    total: number;
	    left: number;
	    why: string;
	    owed: boolean;
	}
	export interface VersionDetail {
	    record: ChangedRecord;
	    names: Record<string, string>;
	}
	export interface VersionRow {
	    seq: number;
	    at: string;
	    way: string;
	    name: string;
	    made: boolean;
	    gone: boolean;
	    fields: string[];
	    damaged: boolean;
	}
	export interface VersionPage {
	    versions: VersionRow[];
	    more: boolean;
	    now: string;
	    names: Record<string, string>;
	}
	
	export interface View {
	    whole: debrief.Whole;
	    turns: debrief.Turns;
	    derived: debrief.Derived;
	    drafts: Record<string, string>;
	}
	
	export interface WindowState {
	    ready: boolean;
	    problem: WindowError;
	    path: string;
	    version: string;
	    reading: boolean;
	    unreadable: number;
	    firstId: string;
	}
	export interface Wish {
	    form: string;
	    edition: string;
	    paper: string;
	    version: string;
	    cover: string;
	    openWith: string;
	    changeWith: string;
	}

}

export namespace board {
	
	export interface Count {
	    section: string;
	    n: number;
	}
	export interface Filter {
	    debriefId: string;
	    owner: string;
	    team: string;
	    state: string;
	    priority: string;
	    words: string;
	    open: boolean;
	}
	export interface Item {
	    id: string;
	    rev: number;
	    debriefId: string;
	    debrief: string;
	    text: string;
	    state: string;
	    kind: string;
	    priority: string;
	    owner: string;
	    team: string;
	    due: string;
	    soakUntil: string;
	    doneOn: string;
	    checkOn: string;
	    know: string;
	    ticket: string;
	    proof: string;
	    reason: string;
	    since: string;
	    moves: number;
	    outcome: string;
	    said: string;
	    looker: string;
	    checkedOn: string;
	    section: string;
	    days: number;
	    hasDay: boolean;
	}
	export interface Glance {
	    checks: Item[];
	    next: Item[];
	    asked: number;
	    due: number;
	}
	
	export interface Page {
	    items: Item[];
	    total: number;
	    counts: Count[];
	    owners: string[];
	    teams: string[];
	    today: string;
	}

}

export namespace bundle {
	
	export interface Field {
	    name: string;
	    mine: string;
	    theirs: string;
	}
	export interface Item {
	    noun: string;
	    id: string;
	    mine: string;
	    theirs: string;
	    fields: Field[];
	}
	export interface Difference {
	    added: Item[];
	    changed: Item[];
	    removed: Item[];
	}
	

}

export namespace capture {
	
	export interface Chip {
	    kind: string;
	    text: string;
	}
	export interface Chips {
	    chips: Chip[];
	    text: string;
	}
	export interface Line {
	    kind: string;
	    time: debrief.Moment;
	    who: debrief.Who;
	    text: string;
	    quote: boolean;
	    lane: string;
	    newPerson: string;
	    ambiguous: string[];
	    rest: string;
	    command: string;
	    args: string[];
	    raw: string;
	    named: string;
	}
	export interface Reading {
	    moment: debrief.Moment;
	    label: string;
	}

}

export namespace chart {
	
	export interface TableRow {
	    cells: string[];
	    row: number;
	}
	export interface Table {
	    head: string[];
	    rows: TableRow[];
	}
	export interface Word {
	    x: number;
	    y: number;
	    width: number;
	    size: number;
	    bold: boolean;
	    text: string;
	    quiet: boolean;
	    lit: boolean;
	}
	export interface Mark {
	    x: number;
	    y: number;
	    radius: number;
	    sign: string;
	    mine: boolean;
	    told: string;
	    row: number;
	    column: number;
	    from: number;
	    to: number;
	}
	export interface Rule {
	    x: number;
	    y: number;
	    x2: number;
	    y2: number;
	    tone: string;
	}
	export interface Chart {
	    width: number;
	    height: number;
	    rules: Rule[];
	    marks: Mark[];
	    words: Word[];
	    per: number;
	}
	export interface Card {
	    name: string;
	    title: string;
	    lead: string;
	    aside: string;
	    chart: Chart;
	    told: string;
	    notes: string[];
	    short: string;
	    table: Table;
	    hidden: boolean;
	}
	
	
	
	
	

}

export namespace debrief {
	
	export interface Act {
	    kind: string;
	    day: string;
	    checkOn: string;
	    text: string;
	    by: string;
	    file: boolean;
	    outcome: string;
	}
	export interface Moment {
	    at: string;
	    until?: string;
	    zone: string;
	    precision: string;
	    raw: string;
	    problem: string;
	}
	export interface Attachment {
	    id: string;
	    debriefId: string;
	    rev: number;
	    recordId: string;
	    name: string;
	    caption: string;
	    mediaType: string;
	    size: number;
	    sha256: string;
	    evidence?: boolean;
	    lineIds?: string[];
	    position?: number;
	    source?: string;
	    time?: Moment;
	    original?: string;
	    shown?: string;
	}
	export interface Band {
	    id: string;
	    debriefId: string;
	    rev: number;
	    label: string;
	    title: string;
	    from: Moment;
	    to: Moment;
	}
	export interface Card {
	    id: string;
	    kind: string;
	    when: string;
	    text: string;
	    minute?: number;
	    came?: boolean;
	}
	export interface Check {
	    outcome: string;
	    text?: string;
	    by?: string;
	    at: string;
	}
	export interface Citation {
	    sourceId: string;
	    message: number;
	    at?: string;
	}
	export interface Closing {
	    by: string;
	    note?: string;
	    at: string;
	    openedAt?: string;
	    openedWhy?: string;
	}
	export interface Consent {
	    as: string;
	    scope: string;
	    given: string;
	    at: string;
	    words: string;
	    entryId: string;
	}
	export interface Move {
	    from: string;
	    to: string;
	    reason: string;
	    at: string;
	}
	export interface Who {
	    participantId: string;
	    name: string;
	}
	export interface Countermeasure {
	    id: string;
	    debriefId: string;
	    rev: number;
	    stage: number;
	    position: number;
	    text: string;
	    state: string;
	    from: Who;
	    factorIds: string[];
	    owner: Who;
	    due: string;
	    priority: string;
	    know: string;
	    ticket: string;
	    soakUntil: string;
	    reason: string;
	    moves?: Move[];
	    kind?: string;
	    proof?: string;
	    doneOn?: string;
	    checkOn?: string;
	    checks?: Check[];
	}
	export interface Kit {
	    sourceId: string;
	    cards: Card[];
	}
	export interface Later {
	    text: string;
	    by?: string;
	    at: string;
	}
	export interface Relation {
	    debriefId: string;
	    linked: boolean;
	    why?: string;
	    at: string;
	}
	export interface Fact {
	    head: string;
	    text: string;
	}
	export interface Learning {
	    title: string;
	    text: string;
	    factorId: string;
	}
	export interface Summary {
	    lead: string;
	    learnings: Learning[];
	    noticed: Fact;
	    affected: Fact;
	    ended: Fact;
	}
	export interface Omission {
	    item: string;
	    reason: string;
	}
	export interface Preparation {
	    meetsAt: string;
	    zone: string;
	    place: string;
	    dialIn: string;
	    authority: string;
	    themes: string[];
	    opening: string[];
	    statement: string;
	    statementBy: string;
	    invitation: string;
	    cover: string;
	    answerBy: string;
	    email: string;
	    without: Omission[];
	}
	export interface Link {
	    title: string;
	    url: string;
	}
	export interface Impact {
	    customers: string;
	    data: string;
	    revenue: string;
	    goodwill: string;
	    text: string;
	}
	export interface Debrief {
	    id: string;
	    debriefId: string;
	    rev: number;
	    title: string;
	    kind: string;
	    reference: string;
	    severity: string;
	    scheduled: string;
	    zone: string;
	    localZone: string;
	    day: string;
	    zones?: string[];
	    language: string;
	    gapMinutes?: number;
	    started: Moment;
	    detected: Moment;
	    noticed: Moment;
	    mitigated: Moment;
	    resolved: Moment;
	    impact: Impact;
	    tags: string[];
	    links: Link[];
	    facilitator: string;
	    facilitatorInvolved: string;
	    noteTaker: string;
	    state: string;
	    preparation: Preparation;
	    readyReason: string;
	    classification: string;
	    summary: Summary;
	    closing: Closing;
	    related?: Relation[];
	    later?: Later[];
	    kit: Kit;
	    sample: boolean;
	    oldReport?: boolean;
	    createdAt: string;
	}
	export interface Span {
	    known: boolean;
	    seconds: number;
	    most?: number;
	    about: boolean;
	    text: string;
	}
	export interface Derived {
	    toDetect: Span;
	    toNotice: Span;
	    toMitigate: Span;
	    toResolve: Span;
	}
	export interface Naming {
	    participantId: string;
	    name: string;
	    as: string;
	    at: string;
	    mark: string;
	}
	export interface Entry {
	    id: string;
	    debriefId: string;
	    rev: number;
	    stage: number;
	    position: number;
	    time: Moment;
	    who: Who;
	    text: string;
	    label: string;
	    lane: string;
	    basis: string;
	    source: string;
	    quote: boolean;
	    onTimeline: boolean;
	    consent: Consent;
	    citations?: Citation[];
	    naming?: Naming[];
	    standing?: string;
	    pivot?: string;
	    room: string;
	}
	
	export interface Factor {
	    id: string;
	    debriefId: string;
	    rev: number;
	    stage: number;
	    position: number;
	    text: string;
	    detail: string;
	    category: string;
	    entryIds: string[];
	    recurs?: string;
	}
	export interface Helped {
	    id: string;
	    debriefId: string;
	    rev: number;
	    stage: number;
	    position: number;
	    text: string;
	    luck: boolean;
	    entryIds: string[];
	}
	
	
	
	
	
	export interface ShownCard {
	    cardId: string;
	    room: string;
	}
	export interface Session {
	    id: string;
	    planMinutes: number[];
	    elapsedSeconds: number[];
	    stage: number;
	    runningSince: string;
	    seenAt: string;
	    startedAt: string;
	    endedAt: string;
	    ideaIds: string[];
	    doneIds: string[];
	    ideaId: string;
	    room: string;
	}
	export interface Meeting {
	    id: string;
	    debriefId: string;
	    rev: number;
	    planMinutes: number[];
	    stage: number;
	    elapsedSeconds: number[];
	    runningSince: string;
	    seenAt: string;
	    startedAt: string;
	    endedAt: string;
	    agreed: boolean;
	    agreedAt: string;
	    lengthSettled: boolean;
	    hands: number[];
	    room: string;
	    present?: number;
	    learned?: number;
	    again?: number;
	    sessions?: Session[];
	    revealed?: ShownCard[];
	}
	
	
	
	
	export interface Participant {
	    id: string;
	    debriefId: string;
	    rev: number;
	    position: number;
	    name: string;
	    role: string;
	    team: string;
	    zone: string;
	    alias: string;
	    parts: string[];
	    newcomer: boolean;
	    early: boolean;
	    email: string;
	    coming: string;
	    invitedAt: string;
	    linesSentAt: string;
	    reading: string;
	    readAt: string;
	    linesMark: string;
	    readGiven?: string;
	    absent: boolean;
	}
	
	export interface Question {
	    id: string;
	    debriefId: string;
	    rev: number;
	    stage: number;
	    position: number;
	    text: string;
	    state: string;
	    who: Who;
	    aboutId: string;
	    accountIds?: string[];
	    rule: string;
	}
	export interface Ref {
	    noun: string;
	    id: string;
	    debriefId: string;
	    rev: number;
	}
	
	export interface Row {
	    id: string;
	    rev: number;
	    title: string;
	    kind: string;
	    reference: string;
	    state: string;
	    sample: boolean;
	    date: string;
	    createdAt: string;
	    participants: number;
	    entries: number;
	    factors: number;
	    countermeasures: number;
	    finished: number;
	    checked: number;
	    notPursued: number;
	    closedAt: string;
	    oldReport: boolean;
	    version: string;
	    nextDue: string;
	    nextDueText: string;
	    meetsAt: string;
	}
	
	
	export interface SourceSender {
	    name: string;
	    participantId: string;
	    bot: boolean;
	    count: number;
	}
	export interface Source {
	    id: string;
	    debriefId: string;
	    rev: number;
	    name: string;
	    title: string;
	    format: string;
	    packId: string;
	    count: number;
	    sha256: string;
	    zone: string;
	    day: string;
	    startedAt: string;
	    aheadSeconds: number;
	    senders: SourceSender[];
	    broughtAt: string;
	}
	
	
	
	export interface Turns {
	    id: string;
	    debriefId: string;
	    rev: number;
	    speakerId: string;
	    heardIds: string[];
	    passedIds: string[];
	    orderIds: string[];
	    said?: number;
	}
	export interface Undone {
	    name: string;
	    debriefId: string;
	}
	export interface Version {
	    id: string;
	    debriefId: string;
	    rev: number;
	    number: string;
	    signedAt: string;
	    signedBy: string;
	    note: string;
	    reason: string;
	    packId: string;
	    sha256: string;
	    withdrawnAt?: string;
	    withdrawnWhy?: string;
	}
	
	export interface Wording {
	    id: string;
	    debriefId: string;
	    rev: number;
	    recordId: string;
	    field: string;
	    rule: string;
	    class: string;
	    phrase: string;
	    decision: string;
	    scope: string;
	}
	export interface Whole {
	    debrief: Debrief;
	    meeting: Meeting;
	    participants: Participant[];
	    entries: Entry[];
	    questions: Question[];
	    factors: Factor[];
	    helped: Helped[];
	    countermeasures: Countermeasure[];
	    bands: Band[];
	    wordings: Wording[];
	    attachments: Attachment[];
	    sources: Source[];
	    versions: Version[];
	}

}

export namespace evidence {
	
	export interface Mapping {
	    time: number;
	    day: number;
	    zone: number;
	    zoneName: string;
	    who: number;
	    text: number;
	    channel: number;
	    kind: number;
	    id: number;
	    until: number;
	    order: string;
	    header: boolean;
	    delimiter: string;
	}
	export interface Summary {
	    path: string;
	    format: string;
	    messages: number;
	    bots: number;
	    system: number;
	    series?: number;
	    first: string;
	    last: string;
	    senders: string[];
	    zone: string;
	    rejected: number;
	}
	export interface Table {
	    columns: string[];
	    rows: string[][];
	    mapping: Mapping;
	    ambiguous: boolean;
	}

}

export namespace figure {
	
	export interface Text {
	    x: number;
	    y: number;
	    width: number;
	    size: number;
	    bold: boolean;
	    text: string;
	}
	export interface Break {
	    x: number;
	    width: number;
	    label: Text;
	}
	export interface OtherAxis {
	    zone: Text;
	    clocks: Text[];
	}
	export interface Stretch {
	    x: number;
	    x2: number;
	    from: number;
	    to: number;
	}
	export interface Tick {
	    x: number;
	    length: number;
	    label: Text;
	}
	export interface PlacedSpan {
	    x: number;
	    x2: number;
	    y: number;
	    record: boolean;
	}
	export interface PlacedMark {
	    ids: string[];
	    lane: string;
	    count: number;
	    x: number;
	    x2: number;
	    y: number;
	    radius: number;
	    record: boolean;
	    differs: boolean;
	    number: Text;
	    label: Text;
	    second: Text;
	    full: string;
	    hasLeader: boolean;
	    leaderX: number;
	    leaderY1: number;
	    leaderY2: number;
	}
	export interface Overlap {
	    x: number;
	    width: number;
	}
	export interface PlacedBand {
	    id: string;
	    x: number;
	    width: number;
	    shade: number;
	    above: Text;
	    label: Text;
	    minutes: Text;
	    full: string;
	    before: boolean;
	    after: boolean;
	}
	export interface PlacedLane {
	    lane: string;
	    y: number;
	    label: Text;
	}
	export interface Figure {
	    width: number;
	    height: number;
	    left: number;
	    right: number;
	    top: number;
	    bottom: number;
	    lanes: PlacedLane[];
	    bands: PlacedBand[];
	    overlaps: Overlap[];
	    marks: PlacedMark[];
	    spans: PlacedSpan[];
	    ticks: Tick[];
	    days: Text[];
	    breaks: Break[];
	    stretches: Stretch[];
	    zone: Text;
	    others: OtherAxis[];
	}
	
	
	
	
	
	
	
	

}

export namespace gist {
	
	export interface Limits {
	    lead: number;
	    title: number;
	    learning: number;
	    head: number;
	    fact: number;
	    learnings: number;
	}
	export interface Offer {
	    field: string;
	    title: string;
	    text: string;
	    factorId: string;
	    from: string;
	    entryIds: string[];
	}

}

export namespace graph {
	
	export interface End {
	    x: number;
	    label: figure.Text;
	}
	export interface PlacedMark {
	    id: string;
	    x: number;
	    y: number;
	    record: boolean;
	    label: figure.Text;
	    full: string;
	}
	export interface Rung {
	    y: number;
	    label: figure.Text;
	}
	export interface Line {
	    name: string;
	    dash: number[];
	    tone: number;
	    runs: number[][];
	    dots: number[];
	    label: figure.Text;
	    key: number[];
	    leader: number[];
	}
	export interface Graph {
	    width: number;
	    height: number;
	    left: number;
	    right: number;
	    top: number;
	    bottom: number;
	    from: number;
	    to: number;
	    title: figure.Text;
	    lines: Line[];
	    ticks: figure.Tick[];
	    days: figure.Text[];
	    zone: figure.Text;
	    rungs: Rung[];
	    marks: PlacedMark[];
	    ends: End[];
	    more: figure.Text;
	}
	
	

}

export namespace insight {
	
	export interface Choice {
	    period: string;
	    kind: string;
	}
	export interface Spot {
	    figure: string;
	    row: number;
	    column: number;
	    from: number;
	    to: number;
	}

}

export namespace interview {
	
	export interface FollowUp {
	    text: string;
	    done: boolean;
	}
	export interface Paper {
	    id: string;
	    name: string;
	    mediaType: string;
	}
	export interface Release {
	    id: string;
	    as: string;
	    scope: string;
	    given: string;
	    at: string;
	    words: string;
	    entryId: string;
	    answer: string;
	    timeline: boolean;
	    time: debrief.Moment;
	    askedAt: string;
	    answeredAt: string;
	}
	export interface Passage {
	    id: string;
	    prompt: string;
	    text: string;
	    offRecord: boolean;
	    releases: Release[];
	    paperId: string;
	}
	export interface Interview {
	    id: string;
	    debriefId: string;
	    rev: number;
	    participantId: string;
	    name: string;
	    state: string;
	    when: string;
	    zone: string;
	    minutes: number;
	    place: string;
	    passages: Passage[];
	    draft: string;
	    asked: string[];
	    offRecord: boolean;
	    followUps: FollowUp[];
	    thankedAt: string;
	    askedSeconds: number;
	    heardSeconds: number;
	    destroyOn: string;
	    papers: Paper[];
	    savedAt: string;
	}
	
	
	
	export interface Typed {
	    draft: string;
	    state: string;
	    passages: Passage[];
	}

}

export namespace language {
	
	export interface Flag {
	    start: number;
	    end: number;
	    utf16Start: number;
	    utf16End: number;
	    class: string;
	    level: string;
	    language?: string;
	    phrase: string;
	    reason: string;
	    questions: string[];
	    rule: string;
	    source: string;
	}

}

export namespace mirror {
	
	export interface Page {
	    ended: boolean;
	    first: string[];
	    lines: number;
	    mine: number;
	    asked: number;
	    open: number;
	    turned: number;
	    kept: number;
	    present?: number;
	    learned?: number;
	    again?: number;
	    try: string;
	}

}

export namespace prompt {
	
	export interface Line {
	    text: string;
	    kind: string;
	    stage: number;
	    speaker: string;
	    people: string[];
	    at: string;
	    system: boolean;
	}
	export interface Offer {
	    family: string;
	    quote: string;
	    text: string;
	}

}

export namespace report {
	
	export interface LeftName {
	    entryId: string;
	    text: string;
	    from: number;
	    to: number;
	    quote: boolean;
	    who: debrief.Who;
	    role: string;
	    mark: string;
	}
	export interface Removal {
	    what: string;
	    of: string;
	    where: string;
	    count: number;
	}
	export interface Secret {
	    kind: string;
	    hidden: string;
	    where: string;
	}
	export interface Warning {
	    kind: string;
	    of: string;
	}

}

export namespace room {
	
	export interface Display {
	    name: string;
	    width: number;
	    height: number;
	    primary: boolean;
	}
	export interface Left {
	    kind: string;
	    minutes: number;
	}
	export interface Look {
	    theme: string;
	    size: number;
	    display: number;
	}
	export interface Mark {
	    at: string;
	    until?: string;
	    label: string;
	    lane: string;
	}
	export interface Timeline {
	    zone: string;
	    marks: Mark[];
	    from: string;
	    to: string;
	}
	export interface Told {
	    kind: string;
	    when: string;
	    text: string;
	}
	export interface View {
	    mode: string;
	    look: Look;
	    agenda: string;
	    stage: number;
	    left: Left;
	    question: string;
	    rule: string;
	    timeline: Timeline;
	    ideas: number;
	    idea: string;
	    told: Told[];
	}

}

export namespace search {
	
	export interface Chip {
	    raw: string;
	    name: string;
	    value: string;
	    clear: boolean;
	}

}

export namespace signal {
	
	export interface Alike {
	    ids: string[];
	    words: string[];
	}

}

export namespace signoff {
	
	export interface Item {
	    kind: string;
	    noun: string;
	    id: string;
	    field: string;
	    text: string;
	}

}

export namespace sqlite {
	
	export interface DifferenceItem {
	    how: string;
	    noun: string;
	    debriefId: string;
	    title: string;
	    text: string;
	    at: string;
	}
	export interface Difference {
	    added: number;
	    changed: number;
	    deleted: number;
	    drafts: number;
	    items: DifferenceItem[];
	}
	
	export interface FoundDebrief {
	    id: string;
	    title: string;
	    reference: string;
	    kind: string;
	    state: string;
	    date: string;
	    createdAt: string;
	    more: boolean;
	}
	export interface Part {
	    text: string;
	    found: boolean;
	}
	export interface Hit {
	    recordId: string;
	    noun: string;
	    debriefId: string;
	    stage: number;
	    title: string;
	    excerpt: Part[];
	}
	export interface Instead {
	    typed: string;
	    name: string;
	}
	
	export interface ReachedDebrief {
	    debriefId: string;
	    title: string;
	    steps: number;
	}
	export interface Reach {
	    way: string;
	    steps: number;
	    debriefs: ReachedDebrief[];
	}
	
	export interface StepRow {
	    row: number;
	    name: string;
	    debriefId: string;
	    title: string;
	    at: string;
	    state: string;
	    text: string;
	}

}

export namespace status {
	
	export interface Change {
	    id: string;
	    rev: number;
	    debriefId: string;
	    debrief: string;
	    text: string;
	    state: string;
	    kind: string;
	    priority: string;
	    owner: string;
	    team: string;
	    due: string;
	    soakUntil: string;
	    doneOn: string;
	    checkOn: string;
	    know: string;
	    ticket: string;
	    proof: string;
	    reason: string;
	    since: string;
	    moves: number;
	    outcome: string;
	    said: string;
	    looker: string;
	    checkedOn: string;
	    section: string;
	    days: number;
	    hasDay: boolean;
	    line: number;
	    key: string;
	    word: string;
	    to: string;
	    toDue: string;
	    day: string;
	    shows: string;
	    byText: boolean;
	}
	export interface Left {
	    line: number;
	    key: string;
	    text: string;
	    word: string;
	    why: string;
	}

}

export namespace wording {
	
	export interface Decided {
	    rule: string;
	    phrase: string;
	}
	export interface Flagged {
	    recordId: string;
	    noun: string;
	    field: string;
	    flags: language.Flag[];
	}
	export interface OwnPhrase {
	    phrase: string;
	    question: string;
	}
	export interface Settings {
	    offClasses: string[];
	    offLevels: string[];
	    own: OwnPhrase[];
	    ignored: string[];
	}

}

