/**
 * Operations as the text of a revision file. One generic function over plain data: it knows no kind, reads no clock and
 * writes no file. ts-morph is loaded when a file is rendered, never when this module is.
 */

import type { Hazard, Operation } from '../schema/operation';
import { layOut, layOutStatement } from './layout';
import { compilerLiterals, escapeInvisible, type Literals } from './literal';
import { className } from './names';
import { argumentSyntax, type Import, operationSyntax } from './syntax';

export { formatWithProject } from './format';
export { className, fileName } from './names';

/** What identifies a revision, and its place among the others. */
export interface RevisionHead {
  readonly revision: string;
  /** The parent; `null` for a first revision, several for a merge. */
  readonly downRevision: string | readonly string[] | null;
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
  /** Any text of any person. */
  readonly message: string;
  readonly createDate: Date;
}

/** An operation with what it may cost, which the file says in a comment above it. */
export interface RenderedOperation {
  readonly operation: Operation;
  readonly hazards: readonly Hazard[];
}

/** What a revision does, in order. */
export interface RevisionBody {
  readonly upgrade: readonly RenderedOperation[];
  readonly downgrade: readonly RenderedOperation[];
  /** One of them must not run in a transaction. */
  readonly withoutTransaction?: boolean;
}

/**
 * The whole text of a revision file, in the fixed layout; same input, same bytes.
 *
 * @throws AutogenError `ts-morph-missing` where the optional package is not installed.
 */
export function renderRevision(head: RevisionHead, body: RevisionBody): string {
  const literals = compilerLiterals();
  const used = new Set<Import>();
  const methods = [
    ...method('upgrade', body.upgrade, literals, used),
    '',
    ...method('downgrade', body.downgrade, literals, used),
  ];
  const imports = ['Revision', ...(['sql', 'type'] as const).filter((name) => used.has(name)), 'type Operations'];
  return [
    `import { ${imports.join(', ')} } from 'typeorm-autogen';`,
    '',
    ...documentation(head),
    `export class ${className(head.message, head.createDate)} extends Revision {`,
    field('revision', head.revision, literals),
    field('downRevision', head.downRevision, literals),
    field('branchLabels', head.branchLabels, literals),
    field('dependsOn', head.dependsOn, literals),
    ...(body.withoutTransaction ? ['  readonly transaction = false;'] : []),
    '',
    ...methods,
    '}',
    '',
  ].join('\n');
}

function documentation(head: RevisionHead): readonly string[] {
  const message = inDocComment(head.message);
  const parents = [head.downRevision ?? []].flat().join(', ');
  return [
    '/**',
    ...(message === '' ? [] : [` * ${message}`, ' *']),
    ` * Revision ID: ${inDocComment(head.revision)}`.trimEnd(),
    ` * Revises: ${inDocComment(parents) || 'base'}`,
    ` * Create date: ${head.createDate.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    ' */',
  ];
}

/** The types are written where inference would say `any` (`null` without strictNullChecks) or too much (a mutable array). */
function field(name: string, value: string | readonly string[] | null, literals: Literals): string {
  const type = value === null ? ': string | null' : typeof value === 'string' ? '' : ': readonly string[]';
  const start = `  readonly ${name}${type} = `;
  const expression = argumentSyntax(value, literals, () => {});
  return `${start}${layOut(expression, { indent: 2, column: start.length, after: 1 })};`;
}

function method(
  name: string,
  operations: readonly RenderedOperation[],
  literals: Literals,
  used: Set<Import>,
): readonly string[] {
  // An unused parameter is an error under noUnusedParameters, unless it says that it is meant to be.
  if (operations.length === 0) return [`  ${name}(_op: Operations): void {}`];
  return [
    `  ${name}(op: Operations): void {`,
    ...operations.flatMap(({ operation, hazards }) => [
      ...hazards.map((hazard) => `    // ${inComment(`${hazard.code}: ${hazard.message}`)}`),
      layOutStatement(
        operationSyntax(operation, literals, (name) => used.add(name)),
        4,
      ),
    ]),
    '  }',
  ];
}

/** One paragraph, without anything that ends a line. */
function inComment(text: string): string {
  return escapeInvisible(text.replace(/[\s\u0085]+/g, ' ').trim());
}

/** The same where a comment could be closed, or begin with a tag that tools obey (`@deprecated`). */
function inDocComment(text: string): string {
  return inComment(text).replaceAll('*/', '*\\/').replace(/^@/, '\\@');
}
