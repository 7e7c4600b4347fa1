import { expect, it } from 'vitest'
import type { AgainView } from '$lib/backend'
import { Fake } from '$lib/testing/fake'
import { Again } from './again.svelte'

const view = (total: number): AgainView => ({
  ...{ today: [], before: [], tags: [], total },
  freeze: { from: '', to: '', tags: '' },
})

it('shows no older answer over a newer one', async () => {
  new Fake().install()
  const answers: ((view: AgainView) => void)[] = []
  const { go } = window as unknown as { go: { app: Record<string, unknown> } }
  go.app.Again = { Look: () => new Promise<AgainView>((answer) => void answers.push(answer)) }
  const again = new Again()
  const both = [again.look(), again.look()]
  answers[1]?.(view(2))
  answers[0]?.(view(1))
  await Promise.all(both)
  expect(again.view.total).toBe(2)
})
