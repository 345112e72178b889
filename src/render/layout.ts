/**
 * Expressions as text: one fixed layout, which Prettier and Biome leave alone at the same width.
 *
 * An expression stands on one line where the rest of the line has room for it; otherwise it breaks, outermost first.
 */

import type { CallExpression, Entry, Expression } from './syntax';

/** In columns: a foreign key with its action stays on one line, as in the design's example (126). */
export const WIDTH = 130;

const STEP = 2;

/** A place in a file: how far its line is indented, where in the line it is, and what must follow on the same line. */
interface Place {
  readonly indent: number;
  readonly column: number;
  /** In columns: a comma, or the end of a call. */
  readonly after: number;
}

/** The text of an expression that begins at `column` of a line indented by `indent`. */
export function layOut(expression: Expression, place: Place): string {
  if (!mustBreak(expression)) {
    const flat = flatText(expression);
    if (place.column + widthOf(flat) + place.after <= WIDTH) return flat;
  }
  switch (expression.kind) {
    case 'object':
      return brokenObject(expression.entries, place);
    case 'array':
      return brokenArray(expression.items, place);
    case 'call':
      return brokenCall(expression, place);
    default:
      return expression.text;
  }
}

/** A statement of its own: a call and its semicolon, indented. */
export function layOutStatement(call: CallExpression, indent: number): string {
  return `${' '.repeat(indent)}${layOut(call, { indent, column: indent, after: 1 })};`;
}

/** Everything on one line, however long. */
export function flatText(expression: Expression): string {
  switch (expression.kind) {
    case 'object':
      return expression.entries.length === 0
        ? '{}'
        : `{ ${expression.entries.map(({ key, value }) => `${key}: ${flatText(value)}`).join(', ')} }`;
    case 'array':
      return `[${expression.items.map(flatText).join(', ')}]`;
    case 'call':
      return `${expression.callee}(${expression.args.map(flatText).join(', ')})`;
    default:
      return expression.text;
  }
}

/** Whether an expression may never stand on one line. */
function mustBreak(expression: Expression): boolean {
  switch (expression.kind) {
    case 'object':
      return expression.entries.some(({ value }) => isRecord(value) || mustBreak(value));
    case 'array':
      return isTable(expression.items) || expression.items.some(mustBreak);
    case 'call':
      return !holdsOnlyTemplate(expression) && expression.args.some(mustBreak);
    case 'template':
      return expression.text.includes('\n');
    default:
      return false;
  }
}

/** An object of objects, such as `columns`: one entry a line, so that a later change of one is a change of one line. */
function isRecord(expression: Expression): boolean {
  return (
    expression.kind === 'object' &&
    expression.entries.length > 0 &&
    expression.entries.every(({ value }) => value.kind === 'object' && value.entries.length > 0)
  );
}

/** Several objects, or several arrays, of more than one entry each: rows. One row a line. */
function isTable(items: readonly Expression[]): boolean {
  return (
    items.length > 1 &&
    (items.every((item) => item.kind === 'object' && item.entries.length > 1) ||
      items.every((item) => item.kind === 'array' && item.items.length > 1))
  );
}

function brokenObject(entries: readonly Entry[], { indent }: Place): string {
  if (entries.length === 0) return '{}';
  const inner = indent + STEP;
  return `{\n${entries.map((entry) => `${' '.repeat(inner)}${layOutEntry(entry, inner)},\n`).join('')}${' '.repeat(indent)}}`;
}

function layOutEntry({ key, value }: Entry, indent: number): string {
  const column = indent + widthOf(key) + 2;
  // A long string moves to the next line, unless its key is too short for that to gain anything.
  if (value.kind === 'string' && widthOf(key) >= STEP + 3 && column + widthOf(value.text) + 1 > WIDTH) {
    return `${key}:\n${' '.repeat(indent + STEP)}${value.text}`;
  }
  const place = { indent, column, after: 1 };
  return `${key}: ${isRecord(value) ? broken(value, place) : layOut(value, place)}`;
}

function brokenArray(items: readonly Expression[], { indent }: Place): string {
  if (items.length === 0) return '[]';
  const inner = indent + STEP;
  const end = `\n${' '.repeat(indent)}]`;
  if (isNumbers(items)) return `[\n${filled(items.map(flatText), inner)}${end}`;
  return `[${lines(items, inner)}${end}`;
}

/** `createTable('votes', {` … `})`: only the last argument breaks if it can; otherwise one argument a line. */
function brokenCall(call: CallExpression, place: Place): string {
  const { callee, args } = call;
  if (holdsOnlyTemplate(call)) return flatText(call);
  const last = args.at(-1);
  const first = args.slice(0, -1);
  if (last !== undefined && mayHug(first, last)) {
    const head = `${callee}(${first.map((argument) => `${flatText(argument)}, `).join('')}`;
    const column = place.column + widthOf(head);
    if (column < WIDTH) return `${head}${broken(last, { ...place, column })})`;
  }
  return `${callee}(${lines(args, place.indent + STEP)}\n${' '.repeat(place.indent)})`;
}

function mayHug(first: readonly Expression[], last: Expression): boolean {
  if (first.some(mustBreak) || first.at(-1)?.kind === last.kind) return false;
  if (last.kind === 'object') return last.entries.length > 0;
  return last.kind === 'array' && last.items.length > 0 && !(first.length > 0 && isNumbers(last.items));
}

function broken(expression: Expression, place: Place): string {
  return expression.kind === 'object'
    ? brokenObject(expression.entries, place)
    : expression.kind === 'array'
      ? brokenArray(expression.items, place)
      : layOut(expression, place);
}

/** `op.execute(sql\`…\`)` over several lines: the template's own lines are enough. */
function holdsOnlyTemplate({ args }: CallExpression): boolean {
  return args.length === 1 && args[0]!.kind === 'template' && mustBreak(args[0]!);
}

/** One expression a line, each with a comma. */
function lines(expressions: readonly Expression[], indent: number): string {
  return expressions
    .map((expression) => `\n${' '.repeat(indent)}${layOut(expression, { indent, column: indent, after: 1 })},`)
    .join('');
}

function isNumbers(items: readonly Expression[]): boolean {
  return items.length > 0 && items.every((item) => item.kind === 'number');
}

/** As many numbers a line as there is room for. */
function filled(texts: readonly string[], indent: number): string {
  const rows: string[] = [];
  for (const text of texts) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + text.length + 2 <= WIDTH) rows[rows.length - 1] = `${row} ${text},`;
    else rows.push(`${' '.repeat(indent)}${text},`);
  }
  return rows.join('\n');
}

/** East Asian characters and emoji, which take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;

/** Marks that join the character before them, and take none. */
const JOINED = /\u200c|\u200d|[\u0300-\u036f\ufe00-\ufe0f]/g;

/** The columns that the first line of a text takes. */
function widthOf(text: string): number {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  if (/^[\x20-\x7e]*$/.test(line)) return line.length;
  return Array.from(line.replace(JOINED, '').replace(WIDE, '--')).length;
}
