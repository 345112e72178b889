import ts from 'typescript';
import { isSql, Sql, sql } from '../../src/postgres/sql/sql';
import { isTypeReference, type } from '../../src/postgres/sql/types';
import type { RevisionHead } from '../../src/render/revision';
import type { Argument, Operation } from '../../src/schema/operation';

interface Loaded {
  readonly name: string;
  readonly head: Pick<RevisionHead, 'revision' | 'downRevision' | 'branchLabels' | 'dependsOn'>;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

type Method = (op: unknown) => void;

/** Runs the text of a revision file as Node would, with a recorder for `op`, and returns what it asked for. */
export function evaluate(text: string): Loaded {
  const script = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  if (script.diagnostics?.length) throw new Error(ts.formatDiagnostics(script.diagnostics, host));
  const exported: Record<string, new () => Loaded['head'] & { upgrade: Method; downgrade: Method }> = {};
  // Function, not node:vm: values must have this realm's prototypes to be compared strictly.
  new Function('exports', 'require', script.outputText)(exported, () => ({ Revision: class {}, sql, type }));
  const names = Object.keys(exported);
  if (names.length !== 1) throw new Error(`exports ${names.join(', ')}`);
  const instance = new exported[names[0]!]!();
  const { revision, downRevision, branchLabels, dependsOn } = instance;
  return {
    name: names[0]!,
    head: { revision, downRevision, branchLabels, dependsOn },
    upgrade: record((op) => instance.upgrade(op)),
    downgrade: record((op) => instance.downgrade(op)),
  };
}

/** Evaluates one call, such as `op.dropTable('votes')`. */
export function evaluateCall(text: string): Operation {
  const run = new Function('op', 'sql', 'type', text);
  const operations = record((op) => run(op, sql, type));
  if (operations.length !== 1) throw new Error(`${operations.length} calls`);
  return operations[0]!;
}

function record(run: Method): readonly Operation[] {
  const operations: Operation[] = [];
  run(
    new Proxy(
      {},
      {
        get:
          (_, name) =>
          (...args: Argument[]) =>
            operations.push({ name: String(name), args }),
      },
    ),
  );
  return operations;
}

/** What an operation means: without properties that are `undefined`, and without such arguments at the end. */
export function meaning({ name, args }: Operation): Operation {
  let count = args.length;
  while (count > 0 && args[count - 1] === undefined) count -= 1;
  return { name, args: args.slice(0, count).map(withoutUndefined) };
}

function withoutUndefined(argument: Argument): Argument {
  if (typeof argument !== 'object' || argument === null) return argument;
  if (isSql(argument)) return new Sql(argument.text);
  if (isTypeReference(argument)) return type(argument.name, argument);
  if (Array.isArray(argument)) return argument.map(withoutUndefined);
  const entries = Object.entries(argument).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutUndefined(value)]));
}

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => '',
  getNewLine: () => '\n',
  getCanonicalFileName: (name) => name,
};
