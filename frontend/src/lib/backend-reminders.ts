// What waits for somebody, across debriefs, and what goes out and comes in about it: see app/reminders.go,
// app/feed.go, app/lists.go and app/statuses.go.
import * as Feed from './wailsjs/go/app/Feed'
import * as Lists from './wailsjs/go/app/Lists'
import * as Reminders from './wailsjs/go/app/Reminders'
import * as Statuses from './wailsjs/go/app/Statuses'
import { EventsOn } from './wailsjs/runtime/runtime'
import type { FeedState, Glance, Listed, StatusLook } from './board'
import { call, deadline } from './call'
import type { Outcome } from './followup'
import type { ID, Ref, Step } from './nouns'

export const reminders = {
  glance: () => call<Glance>(() => Reminders.Glance()),
  /** Keeps an answer to "did it help?"; returns the day it is asked again, or nothing. */
  answer: (step: Step, ref: Ref, outcome: Outcome) =>
    call<string>(() => Reminders.Answer(step, ref, outcome)),
  /** Counts what needs a look, and says so on the desktop when it is to and can. */
  remind: (desktop: boolean) =>
    call<{ count: number; shown: boolean }>(() => Reminders.Remind(desktop)),
}

export const feed = {
  state: () => call<FeedState>(() => Feed.State()),
  /** Asks for a folder and begins to keep the file there. */
  choose: () => call<FeedState>(() => Feed.Choose(), deadline.dialog),
  name: (edition: string) => call<FeedState>(() => Feed.Name(edition), deadline.task),
  again: () => call<FeedState>(() => Feed.Again(), deadline.task),
  stop: () => call<FeedState>(() => Feed.Stop()),
  /** Hears that there is something new to say about the file; returns how to stop. */
  onNews: (run: () => void) => EventsOn('feed', run),
}

export const lists = {
  /** Asks where to put a list, of one debrief or with an empty id of all, and writes it. */
  write: (debriefId: ID, form: string, edition: string) =>
    call<Listed>(() => Lists.Write(debriefId, form, edition), deadline.dialog),
}

export const statuses = {
  /** Looks at rows that were pasted; nothing is changed. */
  paste: (text: string) => call<StatusLook>(() => Statuses.Paste(text), deadline.task),
  /** Asks for a file and looks at it. */
  choose: () => call<StatusLook>(() => Statuses.Choose(), deadline.dialog),
  /** Makes the changes that were chosen, as one step. */
  take: (step: Step, chosen: Ref[]) => call<void>(() => Statuses.Take(step, chosen), deadline.task),
}
