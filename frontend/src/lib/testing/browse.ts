import { shell, places } from '$lib/shell.svelte'
import { Fake } from './fake'
import { library } from './sample'

/** Fills a library in memory. The address may say what to look at: #open=checkout&part=prepare&theme=dark&rows=10000 */
export async function browse() {
  const wanted = new URLSearchParams(location.hash.slice(1))
  const fake = new Fake().install()
  for (const whole of library()) fake.add(whole)
  if (wanted.has('empty')) fake.wholes.clear()
  for (let i = 0; i < Number(wanted.get('rows') ?? 0); i++) {
    const [first] = library()
    if (first)
      fake.add({ ...first, debrief: { ...first.debrief, id: `row${i}`, title: `Debrief ${i}` } })
  }
  fake.settings = { theme: wanted.get('theme') ?? 'light', zoom: wanted.get('zoom') ?? '1' }
  const problem = wanted.get('problem')
  if (problem) {
    const message =
      'This library was written by a newer version of Second Story (format 9; this one knows 1). Nothing was changed. Please open it with the newer version.'
    fake.state = { ...fake.state, ready: false, problem: { code: problem, message } }
  }
  const id = wanted.get('open')
  if (id)
    await shell.open(
      id,
      places.find((p) => p === wanted.get('part')),
    )
}
