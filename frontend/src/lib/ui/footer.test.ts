import { render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { shell } from '$lib/shell.svelte'
import { Fake } from '$lib/testing/fake'
import { vault } from '$lib/vault.svelte'
import Footer from './Footer.svelte'

describe('the footer', () => {
  beforeEach(() => {
    new Fake().install()
    shell.debrief = undefined
    vault.state = { ...vault.state, made: true, open: true }
  })

  it('says that private notes are open, also where no debrief is', async () => {
    render(Footer)
    expect(screen.getByText('Interview notes open')).toBeTruthy()
    vault.state = { ...vault.state, open: false }
    await Promise.resolve()
    expect(screen.queryByText('Interview notes open')).toBeNull()
    expect(screen.queryByText('Interview notes locked')).toBeNull()
  })
})
