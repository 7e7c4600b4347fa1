import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backend, type OldReportLook } from '$lib/backend'
import { reading } from '$lib/reading.svelte'
import { OldReports } from './oldreports.svelte'

const look = (title: string, some: Partial<OldReportLook> = {}): OldReportLook => ({
  handle: title,
  file: `${title}.md`,
  title,
  day: '2024-05-01',
  entries: 1,
  factors: 0,
  helped: 0,
  countermeasures: 0,
  questions: 0,
  people: 0,
  left: 0,
  leftIn: [],
  likely: true,
  need: '',
  hereSince: '',
  ...some,
})

describe('old reports', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    vi.spyOn(backend.oldReports, 'forget').mockResolvedValue(undefined)
    vi.spyOn(backend.window, 'onProgress').mockReturnValue(() => undefined)
    vi.spyOn(reading, 'refuse').mockReturnValue(false)
  })

  async function read(looks: OldReportLook[]) {
    vi.spyOn(backend.oldReports, 'chooseFolder').mockResolvedValue(looks)
    const reports = new OldReports()
    await reports.folder()
    return reports
  }

  it('chooses what reads like a report and is not here yet', async () => {
    const reports = await read([
      look('a', { need: 'zone' }),
      look('b', { likely: false, need: 'zone' }),
      look('c', { hereSince: '2026-01-02' }),
      look('d', { handle: '' }),
    ])
    expect(reports.open).toBe(true)
    expect(reports.chosen.map((o) => o.look.title)).toEqual(['a'])
    expect(reports.zoneless).toBe(1)
    expect(reports.unread).toEqual(['d.md'])
    reports.takeAll(true)
    expect(reports.chosen.map((o) => o.look.title)).toEqual(['a', 'b'])
    reports.takeAll(false)
    expect(reports.chosen).toEqual([])
  })

  it('keeps the offer when it is stopped, and lets go of it when it is closed', async () => {
    const reports = await read([look('a'), look('b')])
    reports.zone = 'Europe/Berlin'
    const bring = vi
      .spyOn(backend.oldReports, 'bring')
      .mockRejectedValue({ code: 'cancelled', message: '' })
    expect(await reports.bring()).toEqual([])
    expect(bring).toHaveBeenCalledWith(expect.anything(), ['a', 'b'], 'Europe/Berlin')
    expect(reports.offered).toHaveLength(2)
    expect(reports.open).toBe(true)
    reports.close()
    expect(reports.offered).toEqual([])
    expect(backend.oldReports.forget).toHaveBeenCalled()
  })

  it('does nothing in a library that is only read', async () => {
    vi.spyOn(reading, 'refuse').mockReturnValue(true)
    const read = vi.spyOn(backend.oldReports, 'chooseFile').mockResolvedValue([look('a')])
    const reports = new OldReports()
    reports.show()
    await reports.file()
    expect(reports.open).toBe(false)
    expect(read).not.toHaveBeenCalled()
  })
})
