// Every word the window says comes from the catalogue the backend reads too. A screen of its own may
// have a file of its own: import it here and its keys are known to the type checker.
import again from '$copy/again.en.json'
import ask from '$copy/ask.en.json'
import board from '$copy/board.en.json'
import bundle from '$copy/bundle.en.json'
import backups from '$copy/backups.en.json'
import calibrate from '$copy/calibrate.en.json'
import capture from '$copy/capture.en.json'
import care from '$copy/care.en.json'
import evidence from '$copy/evidence.en.json'
import course from '$copy/course.en.json'
import duration from '$copy/duration.en.json'
import error from '$copy/error.en.json'
import gist from '$copy/gist.en.json'
import graph from '$copy/graph.en.json'
import history from '$copy/history.en.json'
import invite from '$copy/invite.en.json'
import insights from '$copy/insights.en.json'
import interview from '$copy/interview.en.json'
import keys from '$copy/keys.en.json'
import oldreport from '$copy/oldreport.en.json'
import picture from '$copy/picture.en.json'
import later from '$copy/later.en.json'
import live from '$copy/live.en.json'
import stage from '$copy/stage.en.json'
import timeline from '$copy/timeline.en.json'
import exporting from '$copy/export.en.json'
import factors from '$copy/factors.en.json'
import prepare from '$copy/prepare.en.json'
import preview from '$copy/preview.en.json'
import publish from '$copy/publish.en.json'
import prompt from '$copy/prompt.en.json'
import mirror from '$copy/mirror.en.json'
import remind from '$copy/remind.en.json'
import release from '$copy/release.en.json'
import purge from '$copy/purge.en.json'
import readback from '$copy/readback.en.json'
import rehearse from '$copy/rehearse.en.json'
import report from '$copy/report.en.json'
import room from '$copy/room.en.json'
import signal from '$copy/signal.en.json'
import session from '$copy/session.en.json'
import signoff from '$copy/signoff.en.json'
import similar from '$copy/similar.en.json'
import safety from '$copy/safety.en.json'
import search from '$copy/search.en.json'
import ui from '$copy/ui.en.json'
import vault from '$copy/vault.en.json'
import wording from '$copy/wording.en.json'
import wordingDe from '$copy/wording.de.json'
import words from '$copy/words.en.json'
import { called } from './thing.svelte'

const texts = {
  ...again,
  ...ask,
  ...prompt,
  ...publish,
  ...mirror,
  ...remind,
  ...bundle,
  ...backups,
  ...board,
  ...calibrate,
  ...capture,
  ...care,
  ...course,
  ...duration,
  ...error,
  ...gist,
  ...graph,
  ...history,
  ...insights,
  ...safety,
  ...signal,
  ...search,
  ...session,
  ...signoff,
  ...similar,
  ...evidence,
  ...exporting,
  ...oldreport,
  ...room,
  ...release,
  ...purge,
  ...readback,
  ...rehearse,
  ...report,
  ...preview,
  ...factors,
  ...timeline,
  ...invite,
  ...prepare,
  ...interview,
  ...keys,
  ...later,
  ...live,
  ...picture,
  ...stage,
  ...wording,
  ...words,
  ...ui,
  ...vault,
}

export type Key = keyof typeof texts

type Plural<K> = K extends `${infer Stem}.other` ? Stem : never

/** The stem of a pair of keys, STEM.one and STEM.other. */
export type PluralKey = Plural<Key>

export type Values = Record<string, string | number>

/** Returns the text of a key with its {placeholders} filled. What a debrief is called here is known anyway. */
export function t(key: Key, values: Values = {}): string {
  return filled(texts[key], values)
}

const filled = (text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : (nameOfIt(name) ?? whole),
  )

// What stands beside a flag is said in the language of its sentence.
const beside: Record<string, Partial<Record<Key, string>> | undefined> = { de: wordingDe }

/** Returns the text of a key in a language, or else in that of the window. */
export function tIn(language: string | undefined, key: Key, values: Values = {}): string {
  return filled(beside[language ?? '']?.[key] ?? texts[key], values)
}

/** {thing}, {things}, {aThing}, and the same with a capital. */
function nameOfIt(placeholder: string): string | undefined {
  const form = /^(a|A)?([tT])hing(s)?$/.exec(placeholder)
  if (!form) return undefined
  const [, article, t, plural] = form
  const key = `thing.${called.thing}${article ? '.a' : plural ? '.many' : ''}` as Key
  const text = texts[key]
  return (t === 'T' && !article) || article === 'A'
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text
}

/** Returns STEM.one or STEM.other, with {n} filled. */
export function many(stem: PluralKey, n: number, values: Values = {}): string {
  if (n === 0 && isKey(`${stem}.none`)) return t(`${stem}.none` as Key, { n, ...values })
  return t(`${stem}.${n === 1 ? 'one' : 'other'}` as Key, { n, ...values })
}

/** Finds a key that is made up at run time: a state, a kind, a part played. */
export function find(key: string, fallback = ''): string {
  return isKey(key) ? t(key) : fallback
}

/** Says whether the catalogue knows a key. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(texts, key)
}
