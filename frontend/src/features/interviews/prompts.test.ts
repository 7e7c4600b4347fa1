import { expect, it } from 'vitest'
import { t, type Key } from '$lib/copy'
import { promptText, prompts } from './passages'

it('names the key of a prompt by what is asked', () => {
  const labels = prompts.map((_, i) => t(`interview.prompt.${i + 1}` as Key))
  expect(labels).toEqual(prompts.map((name) => `Ask: ${promptText(name)}`))
})
