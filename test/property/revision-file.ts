/** Operations → the text of a revision file → its revision, and operations again. */

import ts from 'typescript';
import { hazardsOf } from '../../src/postgres/operations';
import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { renderRevision } from '../../src/render/revision';
import { collectOperations } from '../../src/revisions/collect';
import { Revision } from '../../src/revisions/revision';
import type { Operation } from '../../src/schema/operation';

export interface Both {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

export function fileOf({ upgrade, downgrade }: Both): string {
  const rendered = (operations: readonly Operation[]) =>
    operations.map((operation) => ({ operation, hazards: hazardsOf(operation) }));
  const head = {
    revision: 'cfcc4fd02d18',
    downRevision: null,
    branchLabels: [],
    dependsOn: [],
    message: 'a pair',
    createDate: new Date(Date.UTC(2026, 10, 20)),
  };
  return renderRevision(head, { upgrade: rendered(upgrade), downgrade: rendered(downgrade) });
}

/** The revision of a file whose text is compiled as Node would get it. */
export function revisionIn(text: string): Revision {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ messageText }) => String(messageText)).join('\n'));
  const exported: Record<string, new () => Revision> = {};
  new Function('exports', 'require', outputText)(exported, () => ({ Revision, sql, type }));
  const [Class] = Object.values(exported);
  if (Class === undefined) throw new Error('the file exports nothing');
  return new Class();
}

/** What the class of a file does. */
export async function operationsIn(text: string): Promise<Both> {
  const revision = revisionIn(text);
  return {
    upgrade: await collectOperations(revision, 'upgrade'),
    downgrade: await collectOperations(revision, 'downgrade'),
  };
}
