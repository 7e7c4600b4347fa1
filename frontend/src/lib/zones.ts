/** Every time zone the system knows, UTC first, as IANA names. */
export const zones: string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((z) => z !== 'UTC'),
]

/** The zones as the options of a select; a name that only the backend knows stays choosable. */
export function zoneOptions(current: string, empty = ''): { value: string; label: string }[] {
  const names = current && !zones.includes(current) ? [current, ...zones] : zones
  const options = names.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
  return empty ? [{ value: '', label: empty }, ...options] : options
}
