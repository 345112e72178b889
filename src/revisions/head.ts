/**
 * Reads the beginning of a revision file without running it, where the file has the form that autogen writes or that a
 * compiler makes of it. Anything else is "not told", never a guess: the caller loads the module then.
 */

/** What a revision file says about itself. */
export interface RevisionHead {
  /** The class's name. */
  readonly name: string;
  readonly revision: string;
  readonly downRevision: string | readonly string[] | null;
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
}

/** What the comment above the class says. */
export interface RevisionComment {
  readonly message: string;
  /** As it stands there. */
  readonly createDate: string | undefined;
}

/** What could be told without running the file. */
export interface ScannedFile {
  readonly head: RevisionHead | undefined;
  readonly comment: RevisionComment | undefined;
}

interface Token {
  readonly sort: 'word' | 'string' | 'sign';
  readonly text: string;
}

/** Thrown inside this file only: the text is not in a form that is understood exactly. */
class NotTold extends Error {}

const FIELDS = ['revision', 'downRevision', 'branchLabels', 'dependsOn'] as const;
type Field = (typeof FIELDS)[number];
type Literal = string | null | readonly string[];

/** Reads the head of a TypeScript or JavaScript file. Never throws. */
export function scanRevisionFile(text: string): ScannedFile {
  const written = AS_WRITTEN.exec(text)?.groups;
  if (written !== undefined && isAlone(text)) return toldBy(written);
  const reader = new Reader(text);
  let head: RevisionHead | undefined;
  try {
    head = readHead(reader);
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
  }
  return { head: isAlone(text) ? head : undefined, comment: readComment(reader.comment) };
}

/** A second class in the file is for the loader to find out about. */
function isAlone(text: string): boolean {
  return (text.match(/\bextends\s+(?:[\w$]+\.)*Revision\b/g) ?? []).length <= 1;
}

const STRING = `(?:'[^'\\\\\\r\\n]*'|"[^"\\\\\\r\\n]*")`;

/** What autogen writes above a class, where the message is one line in which nothing is escaped. */
const PLAIN_COMMENT = [
  '/\\*\\*',
  '\\* (?<message>(?!Revision ID:)(?:(?!\\*/)[^\\\\\\r\\n])*)',
  '\\*',
  '\\* Revision ID:[^*\\r\\n]*',
  '\\* Revises:[^*\\r\\n]*',
  '\\* Create date:(?<createDate>[^*\\r\\n]*)',
  '\\*/',
].join('\\r?\\n ');

/**
 * A file as autogen and formatters write it, with one parent and no labels, as nearly all are: seen at one look, since a
 * project may have ten thousand. What looks otherwise is read token by token, with the same result.
 */
const AS_WRITTEN = new RegExp(
  [
    `^import \\{[\\w\\s,]*\\} from ${STRING};`,
    `(?:${PLAIN_COMMENT}|/\\*\\*(?<comment>(?:(?!\\*/)[^])*)\\*/)`,
    'export class (?<name>[\\w$]+) extends Revision \\{',
    `readonly revision = (?<revision>${STRING});`,
    `readonly downRevision = (?<downRevision>${STRING}|null);`,
    'readonly branchLabels: readonly string\\[\\] = \\[\\];',
    'readonly dependsOn: readonly string\\[\\] = \\[\\];',
  ].join('\\s*'),
);

function toldBy({
  name = '',
  revision = '',
  downRevision = '',
  comment,
  message,
  createDate,
}: Readonly<Record<string, string>>): ScannedFile {
  const parent = downRevision === 'null' ? null : downRevision.slice(1, -1);
  const head = { name, revision: revision.slice(1, -1), downRevision: parent, branchLabels: [], dependsOn: [] };
  if (message === undefined) return { head, comment: readComment(comment) };
  return { head, comment: { message: message.trim(), createDate: createDate?.trim() } };
}

function readHead(reader: Reader): RevisionHead {
  skipToClass(reader);
  const name = reader.expect('word');
  reader.expect('word', 'extends');
  let base = reader.expect('word');
  while (reader.accept('sign', '.')) base = reader.expect('word');
  if (base !== 'Revision') throw new NotTold();
  reader.expect('sign', '{');
  const fields = readFields(reader);
  const { revision, downRevision, branchLabels, dependsOn } = fields;
  if (typeof revision !== 'string' || downRevision === undefined) throw new NotTold();
  if (!isList(branchLabels) || !isList(dependsOn)) throw new NotTold();
  return { name, revision, downRevision, branchLabels, dependsOn };
}

/** Imports and a compiler's preamble: anything, as long as brackets match and no other class comes first. */
function skipToClass(reader: Reader): void {
  let depth = 0;
  for (;;) {
    const token = reader.next();
    if (token === undefined || token.text === 'abstract') throw new NotTold();
    if (token.sort === 'word' && token.text === 'class' && depth === 0) return;
    if (token.sort !== 'sign') continue;
    if ('({['.includes(token.text)) depth += 1;
    if (')}]'.includes(token.text)) depth -= 1;
  }
}

function readFields(reader: Reader): Partial<Record<Field, Literal>> {
  const fields: Partial<Record<Field, Literal>> = {};
  // TypeScript without class fields assigns them in the constructor.
  const assigned = reader.accept('word', 'constructor');
  if (assigned) for (const text of ['(', ')', '{', 'super', '(', '...', 'arguments', ')', ';']) reader.expectText(text);
  while (FIELDS.some((field) => fields[field] === undefined)) {
    if (assigned) {
      reader.expectText('this');
      reader.expectText('.');
    } else {
      while (reader.accept('word', 'readonly') || reader.accept('word', 'public') || reader.accept('word', 'override'));
    }
    const name = reader.expect('word');
    const field = FIELDS.find((one) => one === name);
    if (field === undefined || fields[field] !== undefined) throw new NotTold();
    if (reader.accept('sign', ':')) reader.skipType();
    reader.expect('sign', '=');
    fields[field] = reader.literal();
    if (reader.accept('word', 'as')) reader.expect('word', 'const');
    const ended = reader.accept('sign', ';');
    // Without a semicolon, only a new member may follow: an operator would make the value another one.
    if (!ended && reader.peek()?.sort !== 'word' && reader.peek()?.text !== '}') throw new NotTold();
  }
  return fields;
}

function isList(value: Literal | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** Tokens, one at a time; the last block comment before the class is kept. */
class Reader {
  readonly #text: string;
  #at = 0;
  #peeked: Token | undefined;
  /** The block comment read last. */
  comment: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | undefined {
    const token = this.peek();
    this.#peeked = undefined;
    return token;
  }

  peek(): Token | undefined {
    this.#peeked ??= this.#read();
    return this.#peeked;
  }

  accept(sort: Token['sort'], text: string): boolean {
    const token = this.peek();
    if (token?.sort !== sort || token.text !== text) return false;
    this.#peeked = undefined;
    return true;
  }

  expect(sort: Token['sort'], text?: string): string {
    const token = this.next();
    if (token?.sort !== sort || (text !== undefined && token.text !== text)) throw new NotTold();
    return token.text;
  }

  expectText(text: string): void {
    const token = this.next();
    if (token === undefined || token.sort === 'string' || token.text !== text) throw new NotTold();
  }

  /** A type, up to the `=` that ends it. */
  skipType(): void {
    for (let token = this.peek(); token?.text !== '=' || token.sort !== 'sign'; token = this.peek()) {
      const known = token !== undefined && (token.sort !== 'sign' || '[]|<>,'.includes(token.text));
      if (!known) throw new NotTold();
      this.#peeked = undefined;
    }
  }

  /** A string, `null`, or a list of strings. */
  literal(): Literal {
    const token = this.next();
    if (token?.sort === 'string') return token.text;
    if (token?.sort === 'word' && token.text === 'null') return null;
    if (token?.sort !== 'sign' || token.text !== '[') throw new NotTold();
    const items: string[] = [];
    while (!this.accept('sign', ']')) {
      items.push(this.expect('string'));
      if (!this.accept('sign', ',') && this.peek()?.text !== ']') throw new NotTold();
    }
    return items;
  }

  #read(): Token | undefined {
    this.#skipBlanks();
    const text = this.#text;
    const first = text[this.#at];
    if (first === undefined) return undefined;
    if (first === "'" || first === '"') return { sort: 'string', text: this.#string(first) };
    const word = /[\p{L}\p{N}_$#]+/uy;
    word.lastIndex = this.#at;
    const found = word.exec(text)?.[0];
    if (found !== undefined) {
      this.#at += found.length;
      return { sort: 'word', text: found };
    }
    // A template, a regular expression or a division: telling them apart takes a parser.
    if (first === '`' || first === '/') throw new NotTold();
    const sign = text.startsWith('...', this.#at) ? '...' : first;
    this.#at += sign.length;
    return { sort: 'sign', text: sign };
  }

  #string(quote: string): string {
    const end = this.#text.indexOf(quote, this.#at + 1);
    const content = this.#text.slice(this.#at + 1, end);
    if (end < 0 || /[\\\n\r]/.test(content)) throw new NotTold();
    this.#at = end + 1;
    return content;
  }

  #skipBlanks(): void {
    for (;;) {
      const blank = /[\s\uFEFF]*/y;
      blank.lastIndex = this.#at;
      this.#at += blank.exec(this.#text)?.[0].length ?? 0;
      if (this.#text.startsWith('//', this.#at) || (this.#at === 0 && this.#text.startsWith('#!'))) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (this.#text.startsWith('/*', this.#at)) {
        const end = this.#text.indexOf('*/', this.#at + 2);
        if (end < 0) throw new NotTold();
        this.comment = this.#text.slice(this.#at + 2, end);
        this.#at = end + 2;
      } else return;
    }
  }
}

/** The comment that autogen writes: the message, an empty line, then `Revision ID:` and its like. */
function readComment(comment: string | undefined): RevisionComment | undefined {
  if (comment === undefined) return undefined;
  const lines = comment.split(/\r\n?|\n/).map(withoutStar);
  const facts = lines.findIndex((line) => line.startsWith('Revision ID:'));
  if (facts < 0) return undefined;
  const created = lines.slice(facts).find((line) => line.startsWith('Create date:'));
  return {
    message: lines.slice(0, facts).join('\n').trim().replaceAll('*\\/', '*/').replace(/^\\@/, '@'),
    createDate: created?.slice('Create date:'.length).trim(),
  };
}

/** What is indented behind the star stays so. */
function withoutStar(line: string): string {
  const text = line.trim();
  return text.startsWith('*') ? text.slice(text[1] === ' ' ? 2 : 1) : text;
}
