import {
  defaultKeymap,
  history,
  invertedEffects,
  isolateHistory,
  redo,
  standardKeymap,
  undo,
} from '@codemirror/commands'
import {
  Compartment,
  EditorState,
  Prec,
  StateEffect,
  StateField,
  Transaction,
  type Extension,
} from '@codemirror/state'
import {
  Decoration,
  EditorView,
  drawSelection,
  keymap,
  placeholder,
  type DecorationSet,
  type KeyBinding,
} from '@codemirror/view'
import { t } from '$lib/copy'
import { completion, type Completing } from './completion'
import { order } from '$lib/order'
import { reading } from '$lib/reading.svelte'

/** A marked phrase; from and to count UTF-16 units of the text. */
export interface Flag {
  from: number
  to: number
  id: string
  /** The class of the underline; "fl" is the dotted ochre one. */
  class?: string
}

/** Something done about a text that can be taken back. */
export interface Deed {
  run: () => void
  back: () => void
}

export interface EditorOptions {
  parent: HTMLElement
  /** What a screen reader calls the field. */
  label: string
  doc?: string
  /** One line: Enter calls back and a pasted line break becomes a space. The text still wraps to be seen. */
  oneLine?: boolean
  placeholder?: string
  spellcheck?: boolean
  /** Takes back typing by itself while it is not saved; leave out where every change is saved. */
  history?: boolean
  onChange?: (text: string) => void
  /** Enter, in one line. Return true when it was used; otherwise nothing happens. */
  onEnter?: (text: string) => boolean | undefined
  onEscape?: () => boolean | undefined
  onBackspaceAtStart?: () => boolean | undefined
  /** Up in the first line, down in the last one: to leave the field. */
  onLeave?: (direction: 'up' | 'down') => boolean | undefined
  onFocus?: () => void
  onBlur?: () => void
  /** Something is pasted; return true when it was used, otherwise it is pasted as text. */
  onPaste?: (event: ClipboardEvent) => boolean
  /** A pasted text of several lines; return true when it was used, otherwise it is pasted as text. */
  onPasteLines?: (text: string) => boolean | undefined
  /** What may be meant by what is being typed. */
  completing?: Completing
  /** More keys, in CodeMirror's names: { 'Alt-q': () => … }. */
  keys?: Record<string, () => boolean>
}

/** A text field with marked phrases. */
export interface Editor {
  readonly text: string
  /** Where the caret is. */
  readonly caret: number
  readonly focused: boolean
  /** Replaces the text and forgets marks and what could be taken back; onChange is not called. */
  setText(text: string): void
  /** Marks phrases anew. They move with the text until they are set again. */
  setFlags(flags: Flag[]): void
  /** The marks where they are now. */
  flags(): Flag[]
  /** Selects a marked phrase and shows it. */
  goTo(id: string): boolean
  /**
   * Carries out what is about the text and not in it. With a history of its own, the field takes it
   * back between its typing, and brings it back.
   */
  carryOut(deed: Deed): void
  /** Puts text where the caret is; a deed is carried out, taken back and brought back together with it. */
  insert(text: string, deed?: Deed): void
  /** Puts text in as a paste does. */
  paste(text: string): void
  /** Selects from one place to another, in UTF-16 units. */
  select(from: number, to: number): void
  focus(at?: 'start' | 'end'): void
  setPlaceholder(text: string): void
  destroy(): void
  /** For tests and for measuring. */
  readonly view: EditorView
}

const deedEffect = StateEffect.define<Deed>()

/** What was done about the text stands in the history beside what was typed. */
const deeds = invertedEffects.of((tr) =>
  tr.effects.flatMap((e) =>
    e.is(deedEffect) ? [deedEffect.of({ run: e.value.back, back: e.value.run })] : [],
  ),
)

/** What was done to the text of a field; another text has another. */
const past = new Compartment()

const setFlagsEffect = StateEffect.define<Flag[]>()

/** The marks of a state: set anew by an effect, moved by every change. Exported for its test. */
export const flagField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, change) {
    let now = marks.map(change.changes)
    for (const effect of change.effects) {
      if (effect.is(setFlagsEffect)) now = decorate(effect.value, change.state.doc.length)
    }
    return now
  },
  provide: (field) => EditorView.decorations.from(field),
})

function decorate(flags: Flag[], length: number): DecorationSet {
  const marks = flags
    .filter((f) => f.from >= 0 && f.from < f.to && f.to <= length)
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((f) => Decoration.mark({ class: f.class ?? 'fl', id: f.id }).range(f.from, f.to))
  return Decoration.set(marks)
}

/** The marks of a state, where they are now. */
export function readFlags(state: EditorState): Flag[] {
  const flags: Flag[] = []
  for (let mark = state.field(flagField).iter(); mark.value; mark.next()) {
    const spec = mark.value.spec as { id: string; class: string }
    flags.push({ from: mark.from, to: mark.to, id: spec.id, class: spec.class })
  }
  return flags
}

/** A line break would make two lines of one: it becomes a space. A text that had several keeps its own. */
const joinLines = EditorState.transactionFilter.of((tr) => {
  if (!tr.docChanged || tr.newDoc.lines === 1 || tr.startState.doc.lines > 1) return tr
  const text = tr.newDoc.toString().replace(/\s*\n\s*/g, ' ')
  const before = tr.newDoc.sliceString(0, tr.newSelection.main.head).replace(/\s*\n\s*/g, ' ')
  return [
    {
      changes: { from: 0, to: tr.startState.doc.length, insert: text },
      selection: { anchor: Math.min(before.length, text.length) },
    },
  ]
})

/**
 * With nothing left to take back here, or something done since the last typing, the key goes on to the
 * window's own log.
 */
const back: KeyBinding['run'] = (view) => order.takesBack(view) && undo(view)
const forth: KeyBinding['run'] = (view) => order.bringsBack(view) && redo(view)
const ownHistory: KeyBinding[] = [
  { key: 'Mod-z', run: back },
  { key: 'Mod-Shift-z', run: forth },
  { key: 'Mod-y', run: forth },
]

/** Everything an editor's state is made of; exported so that a test can use real states. */
export function extensions(o: EditorOptions, extra: Extension = []): Extension[] {
  return [
    flagField,
    EditorView.lineWrapping,
    drawSelection({ cursorBlinkRate: 1060 }),
    EditorView.contentAttributes.of({
      'aria-label': o.label,
      'aria-multiline': String(!o.oneLine),
      spellcheck: String(o.spellcheck ?? true),
      autocorrect: 'off',
      autocapitalize: 'off',
    }),
    o.oneLine ? joinLines : [],
    o.history ? [past.of(history()), deeds, keymap.of(ownHistory)] : [],
    o.completing ? completion(o.completing) : [],
    Prec.high(keymap.of(bindings(o))),
    // Moving and dividing lines is for prose; in one line those keys belong to the screen.
    keymap.of(o.oneLine ? standardKeymap.filter((k) => k.key !== 'Enter') : defaultKeymap),
    EditorView.domEventHandlers({
      paste: (event, view) => (o.onPaste?.(event) ?? false) || pastedLines(event, view, o),
      focus: () => o.onFocus?.(),
      blur: () => o.onBlur?.(),
    }),
    extra,
  ]
}

function bindings(o: EditorOptions): KeyBinding[] {
  const more = Object.entries(o.keys ?? {}).map(([key, run]) => ({ key, run: () => run() }))
  return [
    ...more,
    {
      key: 'Enter',
      // An input method's Enter chooses a word; it files nothing.
      run: (view) =>
        !view.composing && Boolean(o.oneLine) && (o.onEnter?.(view.state.doc.toString()), true),
    },
    { key: 'Escape', run: () => o.onEscape?.() ?? false },
    { key: 'Backspace', run: (view) => atStart(view.state) && (o.onBackspaceAtStart?.() ?? false) },
    { key: 'ArrowUp', run: (view) => leaves(view, 'up') && (o.onLeave?.('up') ?? false) },
    { key: 'ArrowDown', run: (view) => leaves(view, 'down') && (o.onLeave?.('down') ?? false) },
  ]
}

function atStart(state: EditorState): boolean {
  const { main } = state.selection
  return main.empty && main.head === 0
}

/** The caret is in the first or last line as it is seen, wrapped. */
function leaves(view: EditorView, direction: 'up' | 'down'): boolean {
  const { main } = view.state.selection
  if (!main.empty || view.composing) return false
  const next = view.moveVertically(main, direction === 'down')
  const there = view.coordsAtPos(next.head)
  const here = view.coordsAtPos(main.head)
  return next.head === main.head || !there || !here || Math.abs(there.top - here.top) < 2
}

function pastedLines(event: ClipboardEvent, view: EditorView, o: EditorOptions): boolean {
  if (!pasteLines(event.clipboardData?.getData('text/plain') ?? '', view, o)) return false
  event.preventDefault()
  return true
}

function pasteLines(text: string, view: EditorView, o: EditorOptions): boolean {
  const lines = text.split(/[\r\n\u2028\u2029]+/).filter((l) => l.trim())
  if (lines.length < 2 || !o.onPasteLines?.(text.replace(/^\s*\n/, ''))) return false
  view.focus()
  return true
}

/** Takes no text, no caret and no focus: the library is only read. */
const closed: Extension = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ 'aria-readonly': 'true' }),
]

/** What stands in an empty field: while the library is only read, that nothing is written down. */
const hinted = (text = '') => placeholder(reading.on ? t('reading.field') : text)

/** Puts an editor into an element. */
export function createEditor(o: EditorOptions): Editor {
  const hint = new Compartment()
  let quiet = false
  const changes = EditorView.updateListener.of((update) => {
    const done = update.transactions.flatMap((tr) => tr.effects.filter((e) => e.is(deedEffect)))
    for (const { value } of done) value.run()
    if (o.history && (done.length > 0 || (update.docChanged && !quiet))) order.typed(update.view)
    if (update.docChanged && !quiet) o.onChange?.(update.state.doc.toString())
  })
  const view = new EditorView({
    parent: o.parent,
    state: EditorState.create({
      doc: o.doc ?? '',
      extensions: extensions(o, [
        changes,
        hint.of(hinted(o.placeholder)),
        reading.on ? closed : [],
      ]),
    }),
  })
  return {
    view,
    get text() {
      return view.state.doc.toString()
    },
    get caret() {
      return view.state.selection.main.head
    },
    get focused() {
      return view.hasFocus
    },
    setText(text) {
      if (text === view.state.doc.toString()) return
      quiet = true
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: text.length },
        effects: [setFlagsEffect.of([]), past.reconfigure([])],
        annotations: Transaction.addToHistory.of(false),
        // What was several lines before is that here too.
        filter: !text.includes('\n'),
      })
      if (o.history) view.dispatch({ effects: past.reconfigure(history()) })
      quiet = false
    },
    setFlags: (flags) => view.dispatch({ effects: setFlagsEffect.of(flags) }),
    flags: () => readFlags(view.state),
    goTo(id) {
      const flag = readFlags(view.state).find((f) => f.id === id)
      if (!flag) return false
      view.dispatch({ selection: { anchor: flag.from, head: flag.to }, scrollIntoView: true })
      view.focus()
      return true
    },
    carryOut: (deed) => view.dispatch({ effects: deedEffect.of(deed) }),
    insert(text, deed) {
      if (view.state.readOnly) reading.refuse()
      else if (deed) {
        const effects = deedEffect.of(deed)
        view.dispatch(view.state.replaceSelection(text), {
          effects,
          annotations: isolateHistory.of('full'),
        })
      } else view.dispatch(view.state.replaceSelection(text))
    },
    paste(text) {
      if (view.state.readOnly) reading.refuse()
      else if (!pasteLines(text, view, o)) view.dispatch(view.state.replaceSelection(text))
    },
    select: (from, to) => view.dispatch({ selection: { anchor: from, head: to } }),
    focus(at) {
      if (at) view.dispatch({ selection: { anchor: at === 'start' ? 0 : view.state.doc.length } })
      view.focus()
    },
    setPlaceholder: (text) => view.dispatch({ effects: hint.reconfigure(hinted(text)) }),
    destroy: () => view.destroy(),
  }
}
