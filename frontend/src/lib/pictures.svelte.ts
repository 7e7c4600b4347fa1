import { announce } from './announce'
import { BackendError, asBackendError, backend, type PictureInput } from './backend'
import { changes } from './changes.svelte'
import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { positionAfter } from './timeline'
import type { Attachment, ID, Whole } from './nouns'
import { reading } from './reading.svelte'
import { newStep, saving, type Saving } from './saving.svelte'
import { task } from './task.svelte'
import { toasts } from './ui/toasts.svelte'

/** How much of a picture crosses the bridge at once, in bytes: a few frames in which nobody waits for it. */
const partSize = 384 * 1024

/** Brings a picture to the backend and resolves with its handle; empty when there is none. */
export type Hand = () => Promise<string>

const isPicture = (type: string) => type.startsWith('image/')

/** What can be drawn; another file that belongs to a record is no picture. */
export const isShown = (a: Attachment) => /^image\/(png|jpeg)$/.test(a.mediaType)

/** The lines that rest on it, the one it belongs to first. */
export const linesOn = (a: Attachment): ID[] => [
  ...(a.evidence ? [] : [a.recordId]),
  ...(a.lineIds ?? []),
]

/** What stands beside each line; beside the debrief, what waits for the line being written. */
export function besideLines(all: Attachment[]): ReadonlyMap<ID, Attachment[]> {
  const by = new Map<ID, Attachment[]>()
  for (const a of all) for (const id of linesOn(a)) by.set(id, [...(by.get(id) ?? []), a])
  return by
}

/** The pictures among it. */
export const picturesBy = (all: Attachment[]) => besideLines(all.filter(isShown))

/** Pictures and files one can look through: not the lines of a source, what was frozen, and nothing that waits for its line. */
export function evidenceIn({ attachments, sources, versions, debrief }: Whole): Attachment[] {
  const packs = new Set([...sources, ...versions].map((s) => s.packId))
  return attachments.filter((a) => !packs.has(a.id) && (a.evidence || a.recordId !== debrief.id))
}

export const altOf = (a: Attachment) => a.caption.trim() || t('picture.none')

/** What it is called where it stands in a list. */
export const calledAs = (a: Attachment) => a.caption.trim() || a.name

/** Where the window finds a picture, and a small one of it. */
export const addressOf = (a: Attachment) => `/attachment/${a.id}`
export const smallOf = (a: Attachment) => `/attachment/${a.id}/small`

/** Takes a part of a picture in base64, and says by which handle the next one follows. */
type Way = (handle: string, data: string, last: boolean) => Promise<string>

/** Hands over a picture part by part, to the shared part unless another way is named. */
export async function handOver(
  picture: Blob,
  way: Way = backend.attachments.hand,
): Promise<string> {
  let handle = ''
  for (let at = 0; at === 0 || at < picture.size; at += partSize) {
    const end = at + partSize
    handle = await way(handle, await inBase64(picture.slice(at, end)), end >= picture.size)
  }
  return handle
}

function inBase64(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const url = String(reader.result)
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.onerror = () =>
      reject(new BackendError('picture-unreadable', t('error.picture-unreadable')))
    reader.readAsDataURL(part)
  })
}

/** Asks for a file. */
export const chosen: Hand = () => backend.attachments.choose()

/** Asks for a picture or any other file; a large picture takes a moment, and can be stopped. */
export const chosenAny: Hand = async () =>
  (await task.follow(t('picture.reading'), backend.attachments.chooseEvidence)) ?? ''

/** A file that was looked at before it is brought in. */
export const looked =
  (source: string): Hand =>
  () =>
    task.follow(t('picture.reading'), () => backend.attachments.looked(source))

/** Who takes what is pasted. */
interface Takes {
  pictures: (hands: Hand[]) => void
  /** Text the event does not tell, because a picture of it comes along; left out where the field takes it itself. */
  text?: (text: string) => void
  /** Where they are handed over, if not to the shared part. */
  way?: Way
  /** Told instead of a toast that nothing on the clipboard can be read. */
  none?: () => void
}

/**
 * Takes the pictures of a paste. Text goes first, also where a picture of it comes along, as from a spreadsheet.
 * False where the event tells its text, which goes its own way. Where text is taken, a paste without any is never
 * the field's: what is selected there stays.
 */
export function pasted(event: ClipboardEvent, takes: Takes): boolean {
  const data = event.clipboardData
  if (event.defaultPrevented || data?.getData('text/plain')) return false
  if (takes.text) event.preventDefault()
  const files = [...(data?.files ?? [])].filter((f) => isPicture(f.type))
  if (files.length > 0) takes.pictures(files.map((f) => () => handOver(f, takes.way)))
  else void onClipboard(takes)
  return true
}

/** What is on the clipboard: WebKitGTK puts no picture into the event, and hides the text beside one. */
async function onClipboard(takes: Takes) {
  try {
    const items = await navigator.clipboard.read()
    const words = items.find((item) => item.types.includes('text/plain'))
    const text = words ? await (await words.getType('text/plain')).text() : ''
    if (text) return takes.text?.(text)
    const hands = items.flatMap((item) => handOf(item, takes.way))
    if (hands.length > 0) return takes.pictures(hands)
  } catch {
    // Nobody may read it, or it has changed since.
  }
  if (takes.none) takes.none()
  else toasts.say(t('picture.nothing'))
}

function handOf(item: ClipboardItem, way?: Way): Hand[] {
  const type = item.types.find((t) => t === 'image/png') ?? item.types.find(isPicture)
  if (!type) return []
  // At once: by its turn something else may be on the clipboard.
  const picture = item.getType(type)
  picture.catch(() => undefined)
  return [() => picture.catch(unreadable).then((read) => handOver(read, way))]
}

function unreadable(): never {
  throw new BackendError('picture-unreadable', t('error.picture-unreadable'))
}

/** What is refused for good, and said beside the text; anything else is waited for as every save is. */
const final = new Set(['not-found', 'attachment-missing'])

/** Pictures on their way to a line, and the one that is looked at; the frame draws that. */
class Pictures {
  /** The picture that is looked at. */
  shown = $state<ID>('')
  /** Those one goes through from there; none for those of the same line. */
  among = $state.raw<ID[]>([])
  /** The files, by their handles, that were chosen to go with what is said about a record, by its id. */
  readonly chosenFor = new Map<ID, string>()
  /** One after the other: they stand in the order in which they were taken. */
  #turn: Promise<unknown> = Promise.resolve()

  look(id: ID, among: ID[] = []) {
    this.shown = id
    this.among = among
  }

  /** Goes on to another one among the same. */
  next(id: ID) {
    this.shown = id
  }

  /**
   * Attaches a picture to a record, which may be told only once the picture is there. What cannot be taken is
   * said in a sentence, and nothing is changed. Resolves with what is in the library then.
   */
  attach(debrief: OpenDebrief, hand: Hand, to: () => Promise<ID>, queue: Saving = saving) {
    return this.#queue(debrief, hand, to, false, queue)
  }

  /** Puts a picture or a file into the list of evidence, for a line to rest on; the debrief's id for none. */
  keep(debrief: OpenDebrief, hand: Hand, lineId: ID, queue: Saving = saving) {
    return this.#queue(debrief, hand, () => Promise.resolve(lineId), true, queue)
  }

  #queue(
    debrief: OpenDebrief,
    hand: Hand,
    to: () => Promise<ID>,
    evidence: boolean,
    queue: Saving,
  ): Promise<Attachment | undefined> {
    const turn = this.#turn.then(() => this.#attach(debrief, hand, to, evidence, queue))
    this.#turn = turn
    return turn
  }

  async #attach(
    debrief: OpenDebrief,
    hand: Hand,
    to: () => Promise<ID>,
    evidence: boolean,
    queue: Saving,
  ) {
    let handle = ''
    try {
      handle = await hand()
    } catch (thrown) {
      const { code, message } = asBackendError(thrown)
      if (code !== 'cancelled') toasts.say(message)
    }
    if (!handle) return undefined
    const recordId = await to()
    const made = await this.#put({ debriefId: debrief.id, recordId, evidence, handle }, queue)
    if (!made) return undefined
    debrief.adopt('attachment', made)
    announce(t(linesOn(made).includes(debrief.id) ? 'picture.added.waits' : 'picture.added'))
    return made
  }

  async #put(picture: PictureInput, queue: Saving) {
    const step = newStep('add-picture')
    const run = async () => {
      try {
        return await backend.attachments.paste(step, picture)
      } catch (thrown) {
        const told = asBackendError(thrown)
        if (!final.has(told.code)) throw thrown
        toasts.say(told.message)
        return undefined
      }
    }
    return queue.perform([], run, undefined, step)
  }

  /** Removes a picture and offers to bring it back. */
  remove(debrief: OpenDebrief, id: ID) {
    if (this.shown === id) this.shown = ''
    changes.remove(debrief, 'attachment', id, 'delete-picture', t('picture.removed'))
  }

  /** Lets a line rest on it, or no longer. What belonged to one line alone becomes evidence of its own. */
  link(debrief: OpenDebrief, id: ID, lineId: ID, on: boolean) {
    void debrief.edit('attachment', id, { name: 'cite' }, (a) => {
      const lines = linesOn(a).filter((line) => line !== lineId)
      a.lineIds = on ? [...lines, lineId] : lines
      a.recordId = debrief.id
      a.evidence = true
    })
  }

  /** Moves it before or behind the one beside it, among those that are shown. */
  move(debrief: OpenDebrief, id: ID, by: 1 | -1, among: Attachment[]) {
    const at = among.findIndex((a) => a.id === id)
    if (at < 0 || !among[at + by]) return
    const others = debrief.whole.attachments
      .filter((a) => a.id !== id)
      .map((a) => ({ id: a.id, position: a.position ?? 0 }))
    const before =
      by > 0
        ? among[at + 1]?.id
        : others[others.findIndex((a) => a.id === among[at - 1]?.id) - 1]?.id
    const position = positionAfter(others, before ?? '')
    void debrief.edit('attachment', id, { name: 'move-picture' }, (a) => (a.position = position))
  }

  /** Puts a part of a picture in its place; it is looked at from then on. */
  async crop(
    debrief: OpenDebrief,
    id: ID,
    part: { x: number; y: number; width: number; height: number },
  ) {
    const was = debrief.find('attachment', id)
    if (!was || reading.refuse()) return
    const step = newStep('crop-picture')
    // What is being saved of it has another revision by then.
    const rev = () => debrief.find('attachment', id)?.rev ?? was.rev
    const ref = () => ({ noun: 'attachment' as const, id, debriefId: debrief.id, rev: rev() })
    const run = () => backend.attachments.crop(step, { ...part, picture: ref() })
    const made = await task.run(t('picture.cropping'), () =>
      saving.perform([], run, undefined, step),
    )
    if (!made) return
    this.among = this.among.map((a) => (a === id ? made.id : a))
    this.shown = made.id
    debrief.forget('attachment', id)
    debrief.adopt('attachment', made)
    toasts.say(t('picture.cropped'))
  }

  /** Asks where to save a file as it is kept. */
  async saveOut(debrief: OpenDebrief, id: ID) {
    try {
      const { path } = await backend.attachments.saveFile(debrief.id, id)
      if (path) toasts.say(t('picture.saved', { path }))
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}

export const pictures = new Pictures()
