import { beforeEach, describe, expect, it, vi } from 'vitest'
import { t } from './copy'
import { OpenDebrief } from './debrief.svelte'
import type { Attachment, Step } from './nouns'
import { handOver, pasted, pictures, picturesBy } from './pictures.svelte'
import { Saving } from './saving.svelte'
import { Fake, newWhole } from './testing/fake'
import { toasts } from './ui/toasts.svelte'

const png = new Blob([new Uint8Array(900 * 1024)], { type: 'image/png' })

/** What other applications put on the clipboard. */
function onClipboard(...items: Record<string, Blob>[]) {
  const all = items.map((types) => ({
    types: Object.keys(types),
    getType: async (type: string) => types[type],
  }))
  vi.stubGlobal('navigator', { ...navigator, clipboard: { read: async () => all } })
}

const text = (words: string) => ({
  text: async () => words,
})

function paste(data: { text?: string; files?: File[] } = {}) {
  const event = new Event('paste', { cancelable: true })
  const clipboardData = { getData: () => data.text ?? '', files: data.files ?? [] }
  return Object.assign(event, { clipboardData }) as unknown as ClipboardEvent
}

beforeEach(() => toasts.all.forEach(({ id }) => toasts.close(id)))

describe('what is pasted', () => {
  const take = async (event: ClipboardEvent) => {
    const took = { pictures: 0, text: '', used: false }
    took.used = pasted(event, {
      pictures: (hands) => (took.pictures = hands.length),
      text: (words) => (took.text = words),
    })
    await new Promise((done) => setTimeout(done))
    return took
  }

  it('is text where the event says so', async () => {
    const event = paste({ text: 'words' })
    expect(await take(event)).toEqual({ pictures: 0, text: '', used: false })
    expect(event.defaultPrevented).toBe(false)
  })

  it('is text where a picture of it comes along', async () => {
    onClipboard({ 'text/plain': text('a\tb') as unknown as Blob, 'image/png': png })
    expect(await take(paste())).toEqual({ pictures: 0, text: 'a\tb', used: true })
  })

  it('is a picture where there are no words', async () => {
    onClipboard({ 'text/html': png, 'image/png': png }, { 'image/png': png })
    const event = paste()
    expect(await take(event)).toEqual({ pictures: 2, text: '', used: true })
    expect(event.defaultPrevented).toBe(true)
  })

  it('is a picture where the event has one', async () => {
    const files = [new File([png], 'graph.png', { type: 'image/png' })]
    expect(await take(paste({ files }))).toMatchObject({ pictures: 1 })
  })

  it('is said to be nothing', async () => {
    onClipboard({})
    expect(await take(paste())).toEqual({ pictures: 0, text: '', used: true })
    expect(toasts.all.at(-1)?.text).toBe(t('picture.nothing'))
  })
})

describe('a picture', () => {
  async function stage() {
    const fake = new Fake().install()
    const { debrief: head } = fake.add(newWhole({ title: 'Checkout' }))
    const saving = new Saving()
    const debrief = await OpenDebrief.open(head.id, saving)
    const parts: [string, number, boolean][] = []
    const refuse: string[] = []
    const steps: Step[] = []
    const { app } = (window as unknown as { go: { app: Record<string, object> } }).go
    Object.assign(app.Attachments ?? {}, {
      Hand: async (handle: string, data: string, last: boolean) => {
        parts.push([handle, atob(data).length, last])
        return 'h'
      },
      Choose: async () => '',
      Paste: async (step: Step, picture: Partial<Attachment>) => {
        const code = refuse.shift()
        if (code) throw new Error(JSON.stringify({ code, message: `refused: ${code}` }))
        steps.push(step)
        return { ...picture, id: `p${steps.length}`, rev: 1, caption: '', mediaType: 'image/png' }
      },
    })
    const attach = (blob: Blob) =>
      pictures.attach(
        debrief,
        () => handOver(blob),
        async () => debrief.id,
        saving,
      )
    return { debrief, saving, parts, refuse, steps, attach }
  }

  it('crosses the bridge in parts and is shown', async () => {
    const s = await stage()
    expect((await s.attach(png))?.recordId).toBe(s.debrief.id)
    expect(s.parts).toEqual([
      ['', 384 * 1024, false],
      ['h', 384 * 1024, false],
      ['h', 132 * 1024, true],
    ])
    expect(picturesBy(s.debrief.whole.attachments).get(s.debrief.id)).toHaveLength(1)
    expect(s.steps[0]?.name).toBe('add-picture')
  })

  it('is refused in a sentence, and nothing is held back for it', async () => {
    const s = await stage()
    s.refuse.push('not-found')
    expect(await s.attach(png)).toBe(undefined)
    expect(toasts.all.at(-1)?.text).toBe('refused: not-found')
    expect(s.saving.state).toEqual({ kind: 'saved' })
    const bad = pictures.attach(
      s.debrief,
      () => Promise.reject(new Error('{"code":"picture-too-large","message":"Too large."}')),
      async () => s.debrief.id,
      s.saving,
    )
    expect(await bad).toBe(undefined)
    expect(toasts.all.at(-1)?.text).toBe('Too large.')
  })
})
