/**
 * A script that does with a plain client what a run does: the same transactions, the version table and the log. It cannot
 * look where the database stands, so each of its blocks refuses to run where that is not what it was written for.
 */

import { basename, relative, sep } from 'node:path';
import { quoteLiteral } from '../postgres/sql/quote';
import type { RevisionGraph } from '../revisions/graph';
import { hasPlain, type MigrationNode, versionRows } from '../revisions/plain-migrations';
import { changesBetween, rowChanges, rowsAfter } from '../revisions/version-rows';
import type { OperationContext } from '../schema/operation';
import { historyRowSql, historyTableSql, type LogRow } from './history';
import { partsOf } from './parts';
import type { ScriptPart } from './script';
import type { Step } from './step';
import type { Timeouts } from './transaction';
import { type MigrationsTable, migrationsSql } from './typeorm-table';
import { rowChangeSql, sqlName, type VersionTable, versionTableSql } from './version-table';

/** What the script is for. */
export interface OfflineOptions {
  readonly graph: RevisionGraph<MigrationNode>;
  /** Files are named as seen from this folder: a script is the same wherever the project lies. */
  readonly root: string;
  /** The applied heads when it begins. */
  readonly from: readonly string[];
  readonly versionTable: VersionTable;
  /** TypeORM's, kept in agreement where it is there. */
  readonly migrationsTable?: MigrationsTable | undefined;
  /** The checksum of the text of the revision's file, for the log. */
  fileChecksum?(revision: MigrationNode): string | undefined;
  readonly context: OperationContext;
  readonly timeouts: Timeouts;
}

/** One revision's block. */
export interface OfflineBlock {
  readonly title: string;
  /** In order, without semicolons. */
  readonly statements: readonly string[];
}

/**
 * @param parts - the SQL of each step.
 * @throws AutogenError as `rowChanges` does.
 */
export function offlineBlocks(
  steps: readonly Step[],
  parts: readonly ScriptPart[],
  { graph, root, from, versionTable, migrationsTable, context, timeouts, fileChecksum }: OfflineOptions,
): readonly OfflineBlock[] {
  const begin = ['BEGIN', ...timeoutStatements(timeouts)];
  let heads = [...from].sort();
  return steps.map(({ revision, direction }, index) => {
    const { isInParts = false, operations = [], checksum } = parts[index] ?? {};
    const changes = rowChanges(graph, heads, revision.id, direction);
    const [rows, after] = [versionRows(graph, heads), rowsAfter(heads, changes)];
    const moves = hasPlain(graph) ? changesBetween(rows, versionRows(graph, after)) : changes;
    const first = index === 0 && from.length === 0 ? [versionTableSql(versionTable, 'exists')] : [];
    const refusal = requireRows(versionTable, rows);
    const head = [...first, refusal, ...(index === 0 ? [historyTableSql(versionTable, 'exists')] : [])];
    const ofFile = fileChecksum?.(revision);
    const row: LogRow = {
      ...{ revision: revision.id, direction, outcome: 'done', checksum, fileChecksum: ofFile },
      file: ofFile === undefined ? undefined : basename(revision.file),
    };
    heads = [...after];
    // The first one adds what earlier runs applied before TypeORM made its table, too.
    const applied = index === 0 ? [...graph.sort(graph.ancestors(heads))].reverse() : [revision];
    const records = direction === 'downgrade' ? [revision] : applied.filter(({ origin }) => origin === 'autogen');
    const verb = direction === 'downgrade' ? 'remove' : 'add';
    const books = [
      ...moves.map((change) => rowChangeSql(versionTable, change)),
      ...(migrationsTable === undefined ? [] : [migrationsSql(migrationsTable, verb, records)]),
      historyRowSql(versionTable, row, !isInParts),
    ];
    const title = `${direction} of revision ${revision.id}: ${relative(root, revision.file).replaceAll(sep, '/')}`;
    const all = operations.flatMap(({ statements }) => statements);
    if (!isInParts) return { title, statements: [...begin, ...head, ...all, ...books, 'COMMIT'] };
    const done = partsOf(
      operations.map(({ operation }) => operation),
      context,
    ).flatMap(({ first, operations: { length }, isAlone }) => {
      const statements = operations.slice(first, first + length).flatMap((one) => one.statements);
      return isAlone ? statements : [...begin, refusal, ...statements, 'COMMIT'];
    });
    return { title, statements: [...head, ...done, ...begin, refusal, ...books, 'COMMIT'] };
  });
}

function timeoutStatements({ lockTimeout, statementTimeout }: Timeouts): readonly string[] {
  return [
    ...(lockTimeout === undefined ? [] : [`SET LOCAL lock_timeout = ${lockTimeout}`]),
    ...(statementTimeout === undefined ? [] : [`SET LOCAL statement_timeout = ${statementTimeout}`]),
  ];
}

/** A client that goes on behind an error runs no block whose predecessor has failed. */
function requireRows(table: VersionTable, rows: readonly string[]): string {
  const wanted = `ARRAY[${rows.map(quoteLiteral).join(', ')}]::text[]`;
  const place = rows.length === 0 ? 'base' : rows.join(' and ');
  const body =
    `BEGIN IF ARRAY(SELECT version_num::text COLLATE "C" FROM ${sqlName(table)} ORDER BY 1) <> ${wanted} THEN ` +
    `RAISE EXCEPTION USING MESSAGE = ${quoteLiteral(`The database is not at ${place}, for which this script was written.`)}; END IF; END`;
  return `DO ${quoteLiteral(body)}`;
}
