/** Statements as an SQL script, to be read beside a revision file or handed to psql. */

import { escapeInvisible } from './literal';

/** What one operation runs. */
export interface ScriptBlock {
  /** Any text; printed as a comment of one line. */
  readonly title: string;
  /** One statement each, without a semicolon. */
  readonly statements: readonly string[];
}

/** The script's text: a comment and its statements for each block, separated by empty lines. */
export function renderScript(blocks: readonly ScriptBlock[]): string {
  return blocks.map(renderBlock).join('\n');
}

function renderBlock({ title, statements }: ScriptBlock): string {
  const comment = `-- ${escapeInvisible(title.replace(/[\s\u0085]+/g, ' ').trim())}`.trimEnd();
  return `${[comment, ...statements.filter((statement) => statement.trim() !== '').map(terminated)].join('\n')}\n`;
}

/** A comment at the end would swallow the semicolon: then it takes a line of its own, where a second one does no harm. */
function terminated(statement: string): string {
  const text = statement.trimEnd();
  if (text.slice(text.lastIndexOf('\n') + 1).includes('--')) return `${text}\n;`;
  return text.endsWith(';') ? text : `${text};`;
}
