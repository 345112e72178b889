/** What a thrown value says. Never asked with instanceof: errors come from other realms and other copies too. */

/** Its message, or the value itself as text. */
export function reasonOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

/** The code of an error of Node's, PostgreSQL's or autogen's. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
