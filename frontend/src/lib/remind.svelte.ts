import { backend } from './backend'
import type { FeedState } from './board'
import { t, many } from './copy'
import { isoDate } from './due'
import { room } from './room.svelte'
import { shell, underWay } from './shell.svelte'
import { toasts } from './ui/toasts.svelte'

/** Where somebody is reminded. */
export const ways = ['desktop', 'window', 'off'] as const
type Way = (typeof ways)[number]

/** How often is asked whether it is another day, when it is first asked, and from which hour a new day is told. */
const everyMs = 60_000
const firstMs = 4000
const fromHour = 8

/** The names of what is kept in the library's settings. */
const waySetting = 'remind'
const daySetting = 'remind.day'

/**
 * Says once a day how many dates need a look, on the desktop or in the window; and how the calendar file
 * is. It never speaks during a meeting, while the screen is hidden or while the Room view is open.
 */
export class Reminding {
  way = $state<Way>('desktop')
  feed = $state.raw<FeedState>()
  /** Its settings are shown. */
  shown = $state(false)
  /** The day it was told last. */
  #told = ''
  #begun = false
  #now: () => Date

  constructor(now: () => Date = () => new Date()) {
    this.#now = now
  }

  /** Looks soon and then every minute whether it is another day; returns how to stop. Made for $effect. */
  follow = () => {
    this.#begun = false
    const readFeed = () => void this.readFeed()
    void this.#load().catch(() => undefined)
    readFeed()
    const unhear = backend.feed.onNews(readFeed)
    const first = setTimeout(() => void this.look(), firstMs)
    const every = setInterval(() => void this.look(), everyMs)
    return () => {
      unhear()
      clearTimeout(first)
      clearInterval(every)
    }
  }

  async #load() {
    const settings = await backend.settings.load()
    this.way = ways.find((w) => w === settings[waySetting]) ?? 'desktop'
    this.#told = settings[daySetting] ?? ''
  }

  async readFeed() {
    this.feed = await backend.feed.state().catch(() => undefined)
  }

  choose(way: Way) {
    this.way = way
    backend.settings.save(waySetting, way).catch(() => undefined)
  }

  /** Says it, if it is another day and nobody is disturbed; otherwise a later look does. */
  async look() {
    const now = this.#now()
    const day = isoDate(now)
    if (this.way === 'off' || this.#told === day || disturbs()) return
    // Who works past midnight is told in the morning; who opens the app is told then.
    if (this.#begun && now.getHours() < fromHour) return
    this.#begun = true
    const before = this.#told
    this.#told = day
    try {
      const { count, shown } = await backend.reminders.remind(this.way === 'desktop')
      if (count === 0) return
      await backend.settings.save(daySetting, day).catch(() => undefined)
      if (!shown) this.#say(count)
    } catch {
      this.#told = before
    }
  }

  #say(count: number) {
    const run = () => void shell.library()
    toasts.say(many('remind.dates', count), { label: t('remind.see'), run })
  }
}

/** Somebody would be disturbed, or could see what is not theirs. */
function disturbs(): boolean {
  const meets = shell.meeting !== undefined && underWay(shell.meeting)
  return meets || Boolean(shell.hidden) || room.state.open || toasts.all.length > 0
}

export const reminding = new Reminding()
