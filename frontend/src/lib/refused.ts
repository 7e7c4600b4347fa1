import { t } from './copy'

/** What the backend or the bridge refused; message is a sentence for a person. */
export class BackendError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'BackendError'
  }
}

/** Turns whatever was thrown into a BackendError. The bridge throws an Error whose message is JSON. */
export function asBackendError(thrown: unknown): BackendError {
  if (thrown instanceof BackendError) return thrown
  const text = thrown instanceof Error ? thrown.message : thrown
  const told = typeof text === 'string' ? parsed(text) : text
  if (isTold(told)) return new BackendError(told.code, told.message)
  return new BackendError('internal', t('error.internal'))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isTold(value: unknown): value is { code: string; message: string } {
  if (typeof value !== 'object' || value === null) return false
  return (
    'code' in value &&
    typeof value.code === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}
