import {
  asBackendError,
  backend,
  type Site,
  type SiteRow,
  type SiteStep,
  type SiteWish,
} from '$lib/backend'
import { announce } from '$lib/announce'
import { many, t } from '$lib/copy'
import { saving } from '$lib/saving.svelte'
import { task } from '$lib/task.svelte'

/** What asks for something first, what is as it was last. */
export const steps: SiteStep[] = ['refused', 'back', 'new', 'changed', 'left', 'same']

/** What somebody can choose for a folder. */
export type Wish = SiteWish

/** Publishing into a folder: what was chosen for it, what would be written, and writing it. */
export class PublishView {
  sites = $state.raw<Site[]>([])
  site = $state.raw<Site>()
  /** What would be done with each; undefined while that is not known. */
  rows = $state.raw<SiteRow[]>()
  /** Why the last thing was not done, in a sentence. */
  problem = $state('')
  /** What was published last. */
  told = $state('')
  loaded = $state(false)

  #last = Promise.resolve()
  #turn = 0

  /** The rows of a step. */
  of = (step: SiteStep) => (this.rows ?? []).filter((r) => r.step === step)

  load = () =>
    this.#next(async () => {
      this.sites = await backend.sites.list()
      this.site = this.sites[0]
      this.loaded = true
      await this.#plan()
    })

  choose = () =>
    this.#next(async () => {
      const site = await backend.sites.choose()
      if (!site.id) return
      this.told = ''
      this.sites = await backend.sites.list()
      this.site = site
      await this.#plan()
    })

  pick(id: string) {
    const site = this.sites.find((s) => s.id === id)
    if (!site || id === this.site?.id) return
    this.told = ''
    this.site = site
    this.rows = undefined
    void this.plan()
  }

  /** Keeps what is chosen, and looks again at what that changes. */
  set(wish: Partial<Wish>) {
    return this.#next(async () => {
      const { site } = this
      if (!site) return
      const { edition, title, by, base, traceless } = { ...site, ...wish }
      const wished: Wish = { edition, title, by, base, traceless }
      if (!title.trim()) return
      if (Object.entries(wished).every(([field, is]) => site[field as keyof Wish] === is)) return
      this.told = ''
      const kept = await backend.sites.set(site.id, wished)
      this.site = kept
      this.sites = this.sites.map((s) => (s.id === kept.id ? kept : s))
      await this.#plan()
    })
  }

  leave(row: SiteRow, out: boolean) {
    return this.#next(async () => {
      if (!this.site) return
      this.told = ''
      await backend.sites.leave(this.site.id, row.debriefId, out)
      await this.#plan()
    })
  }

  plan = () => this.#next(() => this.#plan())

  publish = () =>
    this.#next(async () => {
      const { site } = this
      if (!site) return
      this.told = ''
      await saving.flush()
      const { refused, ...done } = await task.follow(t('publish.writing'), () =>
        backend.sites.publish(site.id),
      )
      const told = t('publish.done', done)
      this.told =
        refused.length > 0 ? `${told} ${many('publish.done.refused', refused.length)}` : told
      announce(this.told)
      this.sites = await backend.sites.list()
      this.site = this.sites.find((s) => s.id === site.id)
      await this.#plan()
    }, t('publish.broken'))

  forget = () =>
    this.#next(async () => {
      if (!this.site) return
      await backend.sites.forget(this.site.id)
      this.told = t('publish.forgotten')
      this.sites = await backend.sites.list()
      this.site = this.sites[0]
      await this.#plan()
    })

  async #plan() {
    const turn = ++this.#turn
    this.rows = undefined
    const { site } = this
    if (!site) return
    await saving.flush()
    const rows = await task.follow(t('publish.looking'), () => backend.sites.plan(site.id))
    if (turn === this.#turn) this.rows = rows
  }

  /** One after another: what was chosen last is kept before anything is written. */
  #next(work: () => Promise<void>, stopped = t('publish.stopped')): Promise<void> {
    this.#last = this.#last.then(async () => {
      this.problem = ''
      try {
        await work()
      } catch (thrown) {
        const { code, message } = asBackendError(thrown)
        this.problem = code === 'cancelled' ? stopped : message
      }
    })
    return this.#last
  }
}
