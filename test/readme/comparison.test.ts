/**
 * The README's comparison is what comes out when it is measured. To write it again after a change:
 * `AUTOGEN_WRITE_README=1 npx jest test/readme/comparison`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MeasuredChange, measureAll } from './measure';

const README = join(__dirname, '../../README.md');
const BEGIN = '<!-- measured: begin -->\n';
const END = '<!-- measured: end -->';

test("the README's table is what both command lines do", async () => {
  const readme = readFileSync(README, 'utf8');
  const start = readme.indexOf(BEGIN) + BEGIN.length;
  const end = readme.indexOf(END);
  const measured = tableOf(await measureAll());
  if (process.env.AUTOGEN_WRITE_README) writeFileSync(README, readme.slice(0, start) + measured + readme.slice(end));
  else expect(readme.slice(start, end)).toBe(measured);
}, 600_000);

function tableOf(changes: readonly MeasuredChange[]): string {
  const manifest = join(__dirname, '../../node_modules/typeorm/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  const rows = [
    ['change', `\`typeorm migration:generate\` ${version}`, 'autogen'],
    ...changes.map(({ change, typeorm, autogen }) => [change, typeorm, autogen]),
  ];
  // As the project's formatter lays tables out.
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const [head, ...body] = rows.map((cells) => line(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('');
}
