import { SvelteMap } from 'svelte/reactivity'
import { asBackendError, backend } from '$lib/backend'
import { t } from '$lib/copy'
import type { Interview, PaperShown } from '$lib/interview'
import { newID } from '$lib/make'
import type { ID } from '$lib/nouns'
import type { Hand } from '$lib/pictures.svelte'
import type { Notes } from './notes.svelte'
import { named, newPassage, placePicture } from './passages'

const address = ({ mediaType, data }: PaperShown) => `data:${mediaType};base64,${data}`

/** Asks for the file of a picture. */
export const chosenPaper: Hand = () => backend.interviews.choosePaper()

/**
 * The pictures of the open notes. What is drawn of them is in memory while they are open: they have no address
 * that anything could be fetched from, and a picture goes to the vault and nowhere else.
 */
export class Papers {
  /** Small ones by their ids; empty for one that cannot be shown. */
  readonly small = new SvelteMap<ID, string>()
  /** The passage whose picture is looked at, and that picture, large. */
  lookedAt = $state<ID>('')
  large = $state('')
  /** Why one was not taken: a sentence. */
  refused = $state('')
  #notes: Notes
  #turn: Promise<unknown> = Promise.resolve()
  #asked = new Set<ID>()

  constructor(notes: Notes) {
    this.#notes = notes
  }

  /** Lets go of all of them. */
  empty() {
    this.small.clear()
    this.#asked.clear()
    Object.assign(this, { lookedAt: '', large: '', refused: '' })
  }

  /** Takes pictures below the passage in hand, one after the other. */
  take(hands: Hand[]) {
    const { one, at } = this.#notes
    if (!one || one.state === 'declined') return
    const after = at?.id ?? one.passages.at(-1)?.id ?? ''
    for (const hand of hands) this.#turn = this.#turn.then(() => this.#take(one, after, hand))
  }

  async #take(one: Interview, after: ID, hand: Hand) {
    this.refused = ''
    try {
      const handle = await hand()
      if (handle) await this.#attach(one, after, handle)
    } catch (thrown) {
      // Locked meanwhile: nobody is told of what they cannot see.
      if (this.#notes.list.includes(one)) this.refused = asBackendError(thrown).message
    }
  }

  #attach(one: Interview, after: ID, handle: string) {
    const picture = { ...newPassage(), paperId: newID() }
    return this.#notes.sealing.alone(async () => {
      const sealed = $state.snapshot(one)
      placePicture(sealed, after, { ...picture })
      const { rev, paper } = await backend.interviews.attach(sealed, picture.paperId, handle)
      one.rev = rev
      one.papers.push(paper)
      placePicture(one, after, picture)
      // What was typed meanwhile may have another place for it.
      this.#notes.sealing.changed(one.id)
    })
  }

  /** Brings a small one, once. */
  async see(one: Interview, id: ID) {
    if (this.#asked.has(id)) return
    this.#asked.add(id)
    const drawn = await backend.interviews.paper(one.id, id, false).then(address, () => '')
    if (this.#asked.has(id)) this.small.set(id, drawn)
  }

  /** Shows the picture of a passage large. */
  async look(passageId: ID) {
    const { one } = this.#notes
    const passage = one?.passages.find((p) => p.id === passageId)
    if (!one || !passage?.paperId) return
    Object.assign(this, { lookedAt: passageId, large: '' })
    const drawn = await backend.interviews
      .paper(one.id, passage.paperId, true)
      .then(address, () => '')
    if (this.lookedAt === passageId) this.large = drawn
  }

  /** Nothing is looked at any more. */
  close() {
    Object.assign(this, { lookedAt: '', large: '' })
  }

  /** Takes a picture from its passage, which goes too where nothing else is in it; it can be put back. */
  remove(passageId: ID): ID {
    const passage = this.#notes.one?.passages.find((p) => p.id === passageId)
    if (!passage) return ''
    if (!passage.text.trim()) return this.#notes.remove(passageId)
    this.#notes.removeFrom(passage)
    return passageId
  }

  /** Destroys the pictures that no passage names and nobody can put back any more. */
  async sweep() {
    for (const one of this.#notes.list) {
      const keep = named(one)
      const back = this.#notes.removed?.passage.paperId
      for (const { id } of [...one.papers]) {
        if (!keep.has(id) && id !== back) await this.#destroy(one, id).catch(() => undefined)
      }
    }
  }

  #destroy(one: Interview, id: ID) {
    return this.#notes.sealing.alone(async () => {
      one.rev = await backend.interviews.detach($state.snapshot(one), id)
      one.papers = one.papers.filter((p) => p.id !== id)
      this.small.delete(id)
    })
  }
}

/** What is told about a picture in words. */
export const alt = (text: string) => text.trim() || t('picture.none')
