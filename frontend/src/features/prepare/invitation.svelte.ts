import { backend, BackendError, type Invitation } from '$lib/backend'
import { t } from '$lib/copy'
import { saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Preparation } from './prepare.svelte'

/** Typing rests this long before the invitation is written anew. */
const restMs = 250

/** The invitation of the person that is chosen, as the backend writes it. */
export class InvitationView {
  text = $state.raw<Invitation>()
  readonly prep: Preparation
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0

  constructor(prep: Preparation) {
    this.prep = prep
  }

  /** Writes it anew once what it is made of rests. */
  later() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.read(), restMs)
  }

  stop() {
    clearTimeout(this.#timer)
    this.#turn++
  }

  /** The backend writes from the library: what waits is saved before. */
  async read() {
    const turn = ++this.#turn
    const guest = this.prep.guest
    if (!guest) {
      this.text = undefined
      return
    }
    await saving.flush()
    const text = await backend.invitations
      .text(this.prep.debrief.id, guest.id)
      .catch(() => undefined) // the footer tells when nothing can be reached
    if (turn === this.#turn) this.text = text
  }

  async copy() {
    await this.read()
    const guest = this.prep.guest
    if (!guest || !this.text) return
    await backend.window.copy(this.text.text)
    toasts.say(t('prepare.invitation.copied', { name: guest.name.trim() || t('prepare.somebody') }))
  }

  /** Asks where to save it, as a mail or for a calendar. Whoever has one is invited, which undo takes back. */
  async save(as: 'saveMail' | 'saveCalendar') {
    const guest = this.prep.guest
    if (!guest) return
    await saving.flush()
    try {
      const { path } = await backend.invitations[as](this.prep.debrief.id, guest.id)
      if (!path) return
      if (!this.prep.people.find((p) => p.id === guest.id)?.invitedAt) this.prep.invite(guest.id)
      toasts.say(t('prepare.invitation.saved', { file: path.split(/[/\\]/).at(-1) ?? path }))
    } catch (thrown) {
      if (thrown instanceof BackendError) toasts.say(thrown.message)
    }
  }
}
