import { createRawSnippet } from 'svelte'
import { render } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import Dialog from './Dialog.svelte'

describe('where the keys are in a dialog', () => {
  const snippet = (html: string) => createRawSnippet(() => ({ render: () => `<div>${html}</div>` }))
  function show(body: string, foot = '<button class="pri">Save</button>') {
    const props = { title: 'Export', onclose: () => undefined }
    const { container } = render(Dialog, {
      ...props,
      children: snippet(body),
      ...(foot ? { actions: snippet(foot) } : {}),
    })
    return container
  }
  const at = () => {
    const own = document.activeElement
    return own?.tagName === 'H2' ? 'heading' : own?.id || own?.textContent
  }

  it('begin in its first field', () => {
    show('<p>Told.</p><input id="first"><textarea></textarea>')
    expect(at()).toBe('first')
  })

  it('begin at the choice that is made', () => {
    show('<input type="radio"><input type="radio" checked id="chosen">')
    expect(at()).toBe('chosen')
  })

  it('begin at the main button where there is none', () => {
    show('<p>Told.</p><input disabled>', '<button>No</button><button class="pri">Yes</button>')
    expect(at()).toBe('Yes')
  })

  it('begin at what stands ready', () => {
    show('<input>', '<button class="pri">Yes</button><button data-ready>No</button>')
    expect(at()).toBe('No')
  })

  it('begin at its heading where there is nothing to do, and never at what closes it', () => {
    show('<p>Told.</p>', '')
    expect(at()).toBe('heading')
  })

  it('go to the first field once it is drawn', async () => {
    const shown = show('<p>Told.</p>', '<button class="pri" disabled>Save</button>')
    expect(at()).toBe('heading')
    shown.querySelector('.body p')?.insertAdjacentHTML('afterend', '<input id="late">')
    await vi.waitFor(() => expect(at()).toBe('late'))
  })

  it('go to the main button once there is something to press', async () => {
    const shown = show('<p>Told.</p>', '<button class="pri" disabled>Save</button>')
    shown.querySelector('.pri')?.removeAttribute('disabled')
    await vi.waitFor(() => expect(at()).toBe('Save'))
  })

  it('stay where somebody put them meanwhile', async () => {
    const shown = show(
      '<button id="own">Own</button>',
      '<button class="pri" disabled>Save</button>',
    )
    shown.querySelector<HTMLElement>('#own')?.focus()
    shown.querySelector('.pri')?.removeAttribute('disabled')
    await new Promise((done) => queueMicrotask(() => done(undefined)))
    expect(at()).toBe('own')
  })
})
