import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  type Completion,
} from '@codemirror/autocomplete'
import { Prec, StateField, type EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, keymap, tooltips } from '@codemirror/view'

/** Something to type instead of what is before the caret. */
export interface Offer {
  label: string
  /** What it does, beside it. */
  detail: string
  insert: string
}

export interface Completing {
  /** What may be meant by the text before the caret, and where it begins; nothing once it says it all. */
  offers: (before: string) => { from: number; offers: Offer[] } | undefined
  /** The rest of what is being typed, shown behind the caret and taken by Tab alone; empty for none. */
  ghost: (before: string) => string
}

const before = (state: EditorState) => state.sliceDoc(0, state.selection.main.head)

class Ghost extends WidgetType {
  readonly rest: string
  constructor(rest: string) {
    super()
    this.rest = rest
  }
  override eq(other: Ghost) {
    return other.rest === this.rest
  }
  toDOM() {
    const span = document.createElement('span')
    span.className = 'cm-ghost'
    span.ariaHidden = 'true'
    span.textContent = this.rest
    const key = document.createElement('kbd')
    key.textContent = 'Tab'
    span.append(key)
    return span
  }
}

/** The rest of a name behind the caret. It is drawn, and no part of the text. */
function ghosts({ ghost }: Completing): Extension {
  const rest = (state: EditorState) => {
    const { main } = state.selection
    // Only where nothing follows: a name in the middle of a text is a word of it.
    return main.empty && main.head === state.doc.length ? ghost(before(state)) : ''
  }
  const shown = StateField.define<string>({
    create: () => '',
    update: (was, tr) => {
      if (tr.docChanged)
        return tr.isUserEvent('input') || tr.isUserEvent('delete') ? rest(tr.state) : ''
      return tr.selection && rest(tr.state) !== was ? '' : was
    },
    provide: (field) =>
      EditorView.decorations.from(
        field,
        (text) => (view) =>
          text
            ? Decoration.set([
                Decoration.widget({ widget: new Ghost(text), side: 1 }).range(
                  view.state.doc.length,
                ),
              ])
            : Decoration.none,
      ),
  })
  const take = (view: EditorView) => {
    const text = view.state.field(shown)
    if (!text || view.composing) return false
    const at = view.state.doc.length
    view.dispatch({
      changes: { from: at, insert: text },
      selection: { anchor: at + text.length },
      userEvent: 'input.complete',
    })
    return true
  }
  return [shown, keymap.of([{ key: 'Tab', run: take }])]
}

/** A list of what may be meant, below the caret. It never takes an Enter from a text that says it all. */
export function completion(o: Completing): Extension {
  const open = (view: EditorView) => completionStatus(view.state) === 'active'
  const wanted = (view: EditorView) => o.offers(before(view.state)) !== undefined
  const enter = (view: EditorView) => {
    if (!open(view)) return false
    if (wanted(view)) return acceptCompletion(view)
    closeCompletion(view)
    return false
  }
  const option = ({ label, detail, insert }: Offer, at: number): Completion => ({
    label,
    detail,
    apply: insert,
    boost: -at,
  })
  return [
    autocompletion({
      override: [
        (context) => {
          const found = context.state.selection.main.empty && o.offers(before(context.state))
          return found
            ? { from: found.from, options: found.offers.map(option), filter: false }
            : null
        },
      ],
      activateOnTypingDelay: 0,
      interactionDelay: 0,
      defaultKeymap: false,
      icons: false,
      tooltipClass: () => 'completing',
    }),
    // Within what F9 hides, and out of every box that would cut it off.
    tooltips({ parent: document.getElementById('completions') ?? document.body }),
    Prec.highest(
      keymap.of([
        { key: 'ArrowDown', run: (view) => open(view) && moveCompletionSelection(true)(view) },
        { key: 'ArrowUp', run: (view) => open(view) && moveCompletionSelection(false)(view) },
        { key: 'Tab', run: (view) => open(view) && acceptCompletion(view) },
        { key: 'Enter', run: enter },
        { key: 'Escape', run: (view) => open(view) && closeCompletion(view) },
      ]),
    ),
    ghosts(o),
  ]
}
