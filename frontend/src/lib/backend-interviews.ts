// The part of the bridge that leads to the sealed notes; see backend.ts.
import { call, deadline } from './call'
import type {
  BackupNotes,
  Interview,
  InterviewList,
  InterviewPaper,
  NoteHit,
  NotesHeld,
  PaperShown,
  Released,
  SharedCopy,
  TakenNotes,
  TalkCounts,
  TypedNotes,
  VaultState,
} from './interview'
import type { ID, Step } from './nouns'
import * as Interviews from './wailsjs/go/app/Interviews'
import { EventsOn } from './wailsjs/runtime/runtime'

export const interviews = {
  state: (debriefId: ID) => call<VaultState>(() => Interviews.State(debriefId)),
  /** Makes the vault and returns its recovery code, this once. */
  make: (passphrase: string) => call<string>(() => Interviews.Make(passphrase), deadline.export),
  // A wrong one takes a while, which grows.
  unlock: (passphrase: string) => call<void>(() => Interviews.Unlock(passphrase), deadline.export),
  unlockWithCode: (code: string) =>
    call<void>(() => Interviews.UnlockWithCode(code), deadline.export),
  /** Locks it; hidden says that the screen was hidden. */
  lock: (hidden: boolean, unsealed: boolean) => call<void>(() => Interviews.Lock(hidden, unsealed)),
  /** Says that somebody is at it. */
  touch: () => call<void>(() => Interviews.Touch()),
  resetPassphrase: (code: string, passphrase: string) =>
    call<void>(() => Interviews.ResetPassphrase(code, passphrase), deadline.export),
  /** How far the talks are; known while the vault is open. */
  talks: (debriefId: ID) => call<TalkCounts>(() => Interviews.Talks(debriefId)),
  list: (debriefId: ID) => call<InterviewList>(() => Interviews.List(debriefId)),
  /** Seals what was typed into one; resolves with its new revision. */
  type: (id: ID, rev: number, typed: TypedNotes) =>
    call<number>(() => Interviews.Type(id, rev, typed)),
  save: (one: Interview) => call<Interview>(() => Interviews.Save(one)),
  search: (debriefId: ID, text: string) =>
    call<NoteHit[]>(() => Interviews.Search(debriefId, text)),
  /** Destroys what does not open, and goes on with what does. */
  accept: () => call<void>(() => Interviews.Accept(), deadline.export),
  /** Destroys every private note of this library. */
  destroy: () => call<void>(() => Interviews.Destroy(), deadline.export),
  /** Makes an entry of words that were agreed to. */
  release: (step: Step, one: Interview, releaseId: ID) =>
    call<Released>(() => Interviews.Release(step, one, releaseId)),
  /** Takes back what was agreed to: the words leave the shared part. Writing a large library anew takes a while. */
  withdraw: (one: Interview, releaseId: ID) =>
    call<Interview>(() => Interviews.Withdraw(one, releaseId), deadline.export),
  /** The other debriefs that have the words of an entry too. */
  copies: (entryId: ID) => call<SharedCopy[]>(() => Interviews.Copies(entryId)),
  /** Takes a part of a picture; see pictures.svelte.ts. Large ones are written anew with the last part. */
  handPaper: (handle: string, data: string, last: boolean) =>
    call<string>(() => Interviews.HandPaper(handle, data, last), deadline.export),
  /** Asks for a file; empty is none. */
  choosePaper: () => call<string>(() => Interviews.ChoosePaper(), deadline.dialog),
  /** Seals a picture with an interview in which a passage names it. */
  attach: (one: Interview, paperId: ID, handle: string) =>
    call<{ rev: number; paper: InterviewPaper }>(
      () => Interviews.Attach(one, paperId, handle),
      deadline.export,
    ),
  /** Destroys a picture that no passage names any more; resolves with the new revision. */
  detach: (one: Interview, paperId: ID) => call<number>(() => Interviews.Detach(one, paperId)),
  paper: (interviewId: ID, paperId: ID, large: boolean) =>
    call<PaperShown>(() => Interviews.Paper(interviewId, paperId, large), deadline.export),
  changePassphrase: (old: string, passphrase: string) =>
    call<void>(() => Interviews.ChangePassphrase(old, passphrase), deadline.export),
  /** Makes a new recovery code and returns it, this once. */
  newCode: (passphrase: string) =>
    call<string>(() => Interviews.NewCode(passphrase), deadline.export),
  /** Asks where to put a page to print with the code that was just made. */
  saveSheet: () => call<{ path: string }>(() => Interviews.SaveSheet(), deadline.dialog),
  /** Lets go of the code that was shown. */
  putCodeAway: () => call<void>(() => Interviews.PutCodeAway()),
  /** Says what notes a backup has. */
  lookInto: (name: string) => call<BackupNotes>(() => Interviews.LookInto(name), deadline.export),
  /** Asks for a backup anywhere; an empty name means that nobody chose. */
  pickBackup: () => call<BackupNotes>(() => Interviews.PickBackup(), deadline.dialog),
  takeIn: (name: string, typed: string, byCode: boolean) =>
    call<TakenNotes>(() => Interviews.TakeIn(name, typed, byCode), deadline.task),
  /** Opens the vault with what opens a backup of it, and gives it a new passphrase. */
  rescue: (name: string, typed: string, byCode: boolean, passphrase: string) =>
    call<void>(() => Interviews.Rescue(name, typed, byCode, passphrase), deadline.export),
  /** Which backups hold some interviews. Each of them is opened. */
  held: (ids: ID[]) => call<NotesHeld>(() => Interviews.Held(ids), deadline.export),
  /** Destroys interviews for good. */
  purge: (ids: ID[]) => call<void>(() => Interviews.Purge(ids), deadline.export),
  /** Those of debriefs that were deleted. */
  left: () => call<Interview[]>(() => Interviews.Left()),
  /** What is kept of earlier versions, oldest first. */
  versions: (id: ID) => call<Interview[]>(() => Interviews.Versions(id)),
  /** Brings back an earlier version, or one passage of it; what stands now is kept first. */
  takeBack: (one: Interview, rev: number, passageId: ID) =>
    call<Interview>(() => Interviews.TakeBack(one, rev, passageId)),
  /** Hears that it was locked; returns how to stop hearing. */
  onLocked: (run: () => void) => EventsOn('vault', run),
  /** Hears that it is about to lock itself, and waits a moment for sealed. */
  onSeal: (run: () => void) => EventsOn('vault-seal', run),
  sealed: (all: boolean) => call<void>(() => Interviews.Sealed(all)),
}
