import type { ID, Kind, State } from './nouns'

/** A debrief in a list of them. */
export interface Row {
  id: ID
  rev: number
  title: string
  kind: Kind
  reference: string
  state: State
  /** The number of the newest version; empty before there is one. */
  version?: string
  sample: boolean
  date: string
  createdAt: string
  participants: number
  entries: number
  factors: number
  countermeasures: number
  finished: number
  checked: number
  notPursued: number
  /** When somebody closed it; empty while it is not closed. */
  closedAt: string
  oldReport: boolean
  nextDue: string
  nextDueText: string
  /** The time appointed for its meeting, RFC 3339, or empty. */
  meetsAt: string
}
