/** `--json`: exactly one object. */

/** The object as text; `undefined` is left out. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
