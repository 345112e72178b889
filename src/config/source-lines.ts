/**
 * From lines of compiled code back to lines of source, when an error is looked at.
 *
 * Node could do this for every stack (`--enable-source-maps`), but then reads the maps of every package while it loads.
 */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A place in a stack: `at f (/path/file.ts:3:7)`, `at file:///path/file.ts:3:7`. */
const PLACE = /((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^\s():]*(?:[^\n():]*[^\s():])?):(\d+):(\d+)/g;

/** A source file and a line in it. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** The source places of a stack, innermost first, of files with compiled code and of all others. */
export function placesOf(error: unknown, codeOf: (file: string) => string | undefined): SourcePlace[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const places: SourcePlace[] = [];
  for (const [, path, line, column] of error.stack.matchAll(PLACE)) {
    const file = asPath(path ?? '');
    const code = codeOf(file);
    const mapped = code === undefined ? undefined : mapPlace(code, Number(line), Number(column));
    places.push({ file, line: mapped?.line ?? Number(line) });
  }
  return places;
}

/** A stack with its places in compiled code replaced by those in the source. */
export function mapStackText(stack: string, codeOf: (file: string) => string | undefined): string {
  return stack.replace(PLACE, (place, path: string, line: string, column: string) => {
    const code = codeOf(asPath(path));
    const mapped = code === undefined ? undefined : mapPlace(code, Number(line), Number(column));
    return mapped === undefined ? place : `${path}:${mapped.line}:${mapped.column}`;
  });
}

const maps = new Map<string, SourceMap | undefined>();

/** All counts from 1, as in stacks; the maps count from 0. */
function mapPlace(codeFile: string, line: number, column: number): { line: number; column: number } | undefined {
  if (!maps.has(codeFile)) maps.set(codeFile, readMap(codeFile));
  const entry = maps.get(codeFile)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalLine' in entry)) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function readMap(codeFile: string): SourceMap | undefined {
  const marker = '//# sourceMappingURL=data:application/json;base64,';
  try {
    const code = readFileSync(codeFile, 'utf8');
    const start = code.lastIndexOf(marker);
    if (start === -1) return undefined;
    return new SourceMap(JSON.parse(Buffer.from(code.slice(start + marker.length).trim(), 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}

function asPath(place: string): string {
  try {
    return place.startsWith('file://') ? fileURLToPath(place) : place;
  } catch {
    return place;
  }
}
