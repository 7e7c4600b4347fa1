// A reporter of node's test runner that writes each test's end as a line of JSON: {name, passed, ms, why}.
export default async function* tally(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const error = data.details.error?.cause ?? data.details.error
    const why = type === 'test:fail' ? String(error?.stack ?? error) : ''
    yield `${JSON.stringify({ name: data.name, passed: type === 'test:pass', ms: data.details.duration_ms, why })}\n`
  }
}
