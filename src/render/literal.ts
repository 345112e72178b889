/** Texts of users as TypeScript literals. Nothing else in this folder may write a string or a template. */

import { AutogenError } from '../errors';

/** Writes texts so that reading the literal gives the same text, whatever is in it. */
export interface Literals {
  /** A string literal with its quotes: single ones, or double ones where that needs fewer backslashes. */
  string(text: string): string;
  /** A template without substitutions, with its backticks; its cooked value is `text`. */
  template(text: string): string;
}

/**
 * What must not stand in a source file as itself, because a reader cannot see it, a terminal obeys it, or an encoder
 * loses it: control characters, soft hyphens, direction marks, zero-width marks (except those that join letters and
 * emoji), line separators, byte order marks, tags, lone surrogates. Ranges, not `\p{Cf}`: the Unicode version of the
 * running Node must not change a file.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Invisible characters as `\uXXXX`, which strings and templates read back as themselves. */
export function escapeInvisible(text: string, keep = ''): string {
  return text.replace(INVISIBLE, (character) =>
    keep.includes(character)
      ? character
      : Array.from({ length: character.length }, (_, unit) => escapeUnit(character.charCodeAt(unit))).join(''),
  );
}

function escapeUnit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Single quotes, unless double ones need fewer backslashes: what Prettier and Biome choose, too. */
function prefersSingle(text: string): boolean {
  return text.split("'").length <= text.split('"').length;
}

/** A space that ends a line inside a template: editors would strip it from the file, and so from the value. */
const TRAILING_SPACE = / (?=\n)/g;

/** Internal to TypeScript, which would print `é` as an escape without it; what is printed reads back the same either way. */
const PRINTER_OPTIONS: { neverAsciiEscape: boolean } & import('ts-morph').ts.PrinterOptions = {
  neverAsciiEscape: true,
};

/** The writer for files: the printer of the TypeScript that ts-morph carries, which costs 0.2 s to load. */
export function compilerLiterals(): Literals {
  const { ts } = loadTsMorph();
  const printer = ts.createPrinter(PRINTER_OPTIONS);
  const file = ts.createSourceFile('revision.ts', '', ts.ScriptTarget.ES2022);
  const print = (node: import('ts-morph').ts.Expression) => printer.printNode(ts.EmitHint.Expression, node, file);
  return {
    string: (text) => escapeInvisible(print(ts.factory.createStringLiteral(text, prefersSingle(text)))),
    template: (text) =>
      escapeInvisible(print(ts.factory.createNoSubstitutionTemplateLiteral(text)), '\n').replace(
        TRAILING_SPACE,
        '\\x20',
      ),
  };
}

/** A writer for terminals: everything on one line, nothing to load. */
export const plainLiterals: Literals = {
  string(text) {
    const quote = prefersSingle(text) ? "'" : '"';
    return quote + escapePlain(text, quote) + quote;
  },
  template: (text) => `\`${escapePlain(text, '`').replaceAll('${', '\\${')}\``,
};

function escapePlain(text: string, quote: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return escapeInvisible(escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t'));
}

/** ts-morph is optional, because production does not need it: only writing a revision file does. */
function loadTsMorph(): typeof import('ts-morph') {
  try {
    return require('ts-morph');
  } catch (cause) {
    throw new AutogenError('ts-morph-missing', 'The package ts-morph, which writes revision files, is not installed.', {
      hint: 'npm install --save-dev ts-morph',
      cause,
    });
  }
}
