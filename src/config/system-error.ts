/**
 * What Node and libraries say about a failure, without `instanceof`: errors of Node's own parts belong to another realm
 * where a test runner or `vm` is at work.
 */

/** The `code` of an error (`ENOENT`, `MODULE_NOT_FOUND`, `28P01`); empty where it has none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** The message of whatever was thrown. */
export function errorMessage(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** The first line of the message, without a full stop: fit for the middle of a sentence. */
export function firstLine(error: unknown): string {
  return (errorMessage(error).split('\n')[0] ?? '').replace(/\.$/, '');
}
