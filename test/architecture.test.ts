/**
 * Who may import whom, and what may exist once only. `docs/architecture.md` says why; a rule is changed there and here.
 * Imports are read from the syntax tree, types included: what only the compiler sees is a dependency too.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');

/** One import of one file. */
interface Import {
  readonly from: string;
  /** A file of this project, or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
  /** `import()`: loaded when it is needed. */
  readonly isLazy: boolean;
}

interface SourceFile {
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** What everybody may import, and what imports nothing. */
const LEAVES = ['errors', 'postgres/sql'];

/**
 * The parts of the program, and the parts that each may import beside itself and the leaves. `types` may be imported as
 * types only.
 */
const PARTS: Readonly<Record<string, { may: readonly string[]; types?: readonly string[] }>> = {
  errors: { may: [] },
  'postgres/sql': { may: [] },
  // The words. A kind reads entities, so the word "kind" speaks of them, as types.
  schema: { may: [], types: ['typeorm'] },
  typeorm: { may: [], types: ['schema'] },
  // What several kinds share: the place of a table, the SQL of constraints, the casts.
  'postgres/shared': { may: ['schema'], types: ['typeorm'] },
  'postgres/kinds/*': { may: ['postgres/shared', 'schema'], types: ['typeorm'] },
  'postgres/kinds': { may: ['postgres/kinds/*'] },
  'postgres/operations': { may: ['postgres/shared', 'postgres/kinds', 'schema'] },
  'postgres/reflect': { may: ['postgres/kinds', 'schema'] },
  'postgres/temporary-copy': { may: ['postgres/operations', 'postgres/reflect', 'schema', 'diff', 'plan'] },
  'postgres/try-backfill': { may: ['postgres/operations', 'schema'] },
  'postgres/rows-in-the-way': { may: ['postgres/shared', 'schema'] },
  'postgres/surroundings': { may: ['postgres/operations', 'postgres/reflect', 'schema', 'diff', 'plan'] },
  'postgres/elaborate': { may: ['postgres/temporary-copy', 'schema', 'diff'] },
  // The pure stages.
  diff: { may: ['schema'] },
  plan: { may: ['schema'], types: ['diff'] },
  render: { may: ['schema'], types: ['diff'] },
  // A revision is what TypeORM's runner calls, so it knows how it is run there; `run` knows the graph.
  revisions: { may: ['postgres/operations', 'schema', 'run'] },
  run: { may: ['schema', 'revisions'] },
  // Filters name kinds, and objects are named to a user's function.
  config: { may: ['schema', 'postgres/kinds'] },
  'postgres/settle': {
    may: ['schema', 'postgres/elaborate', 'postgres/reflect', 'postgres/surroundings'],
    types: ['postgres/temporary-copy'],
  },
  // The pipeline.
  autogen: {
    may: [
      ...[
        'schema',
        'diff',
        'plan',
        'postgres/kinds',
        'postgres/reflect',
        'postgres/elaborate',
        'postgres/settle',
        'postgres/try-backfill',
      ],
    ],
    types: ['typeorm', 'postgres/temporary-copy'],
  },
  project: { may: ['schema', 'typeorm', 'config', 'revisions', 'run'] },
  commands: {
    may: [
      ...['schema', 'typeorm', 'config', 'diff', 'render', 'revisions', 'run', 'autogen', 'project'],
      // A proof compares two states of one database.
      'postgres/reflect',
      'postgres/rows-in-the-way',
    ],
  },
  index: {
    may: ['commands', 'config', 'diff', 'render', 'revisions', 'run'],
    types: ['schema', 'project', 'postgres/operations'],
  },
  // For tests: as light as `index` until it is used.
  testing: { may: ['commands'] },
  cli: { may: ['index'] },
};

/** The files of src/ that are a part of their own, and those that kinds share. */
const SHARED_BY_KINDS = [
  ...[
    'alter-column',
    'backfill',
    'casts',
    'column-queries',
    'column-spec',
    'column-type',
    'concurrent-build',
    'constraint',
    'firing',
    'grants',
    'key-constraint',
    'mentions',
  ],
  ...['owned-sequence', 'place', 'probe', 'replaced-type', 'row-batches', 'sequence', 'serial-identity', 'steady'],
  ...['type-change-hazards', 'type-origin'],
];

/** Which files may import which packages; `types`: as types only; `lazy`: when they are needed only. */
const PACKAGES: Readonly<Record<string, readonly { files: RegExp; as: 'value' | 'types' | 'lazy' }[]>> = {
  commander: [{ files: /^cli\/main\.ts$/, as: 'value' }],
  '@clack/prompts': [{ files: /^cli\/ask\.ts$/, as: 'lazy' }],
  typeorm: [
    { files: /^src\//, as: 'types' },
    { files: /^src\/config\/data-source\.ts$/, as: 'lazy' },
  ],
  pg: [
    { files: /^src\//, as: 'types' },
    { files: /^src\/config\/connection\.ts$/, as: 'lazy' },
  ],
  'ts-morph': [{ files: /^src\/(?:config\/(?:typescript-compiler|tsconfig)|render\/literal)\.ts$/, as: 'types' }],
  'pg-connection-string': [{ files: /^src\/config\//, as: 'value' }],
  tinyglobby: [{ files: /^src\/config\//, as: 'value' }],
};

/** Words that the glossary of docs/architecture.md has other words for, where no other program's name needs them. */
const FORBIDDEN_WORDS: readonly { in: RegExp; words: readonly string[] }[] = [
  { in: /^(?:src|cli)\//, words: ['snapshot', 'catalog', 'attribute', 'prompt', 'ambiguity', 'risk', 'shadow'] },
  { in: /^src\/(?:schema|diff|plan)\//, words: ['element', 'fact', 'field', 'migration', 'warning', 'command'] },
];

const files = [...sourceFiles('src'), ...sourceFiles('cli')];
const imports = files.flatMap((file) => file.imports);

describe('imports', () => {
  test('the parts import each other in the written directions only', () => {
    const wrong = imports.filter(({ from, to, isType }) => {
      if (!isOwn(to)) return false;
      const [here, there] = [partOf(from), partOf(to)];
      // Of the kinds, none imports another.
      if (here === there && here !== 'postgres/kinds/*') return false;
      const { may = [], types = [] } = PARTS[here] ?? {};
      if (LEAVES.includes(there)) return LEAVES.includes(here) || here === 'cli';
      return !may.includes(there) && !(isType && types.includes(there));
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  test('every file belongs to a part, and every part has files', () => {
    const found = new Set(files.map(({ path }) => partOf(path)));
    expect([...found].sort()).toEqual(Object.keys(PARTS).sort());
  });

  test('every allowance is used', () => {
    const used = new Set(
      imports.filter(({ to }) => isOwn(to)).map(({ from, to }) => `${partOf(from)} → ${partOf(to)}`),
    );
    const allowed = Object.entries(PARTS).flatMap(([part, { may, types = [] }]) =>
      [...may, ...types].map((other) => `${part} → ${other}`),
    );
    expect(allowed.filter((edge) => !used.has(edge))).toEqual([]);
  });

  test('there are no cycles, not even of types', () => {
    expect(findCycle(imports.filter(({ to }) => isOwn(to)))).toEqual([]);
  });

  test('stages know no kind: only the register, the pipeline, the table of operations and settings name them', () => {
    const knowing = imports
      .filter(({ to }) => partOf(to)?.startsWith('postgres/kinds'))
      .map(({ from }) => partOf(from));
    expect([...new Set(knowing)].sort()).toEqual(
      ['autogen', 'config', 'postgres/kinds', 'postgres/operations', 'postgres/reflect'].sort(),
    );
  });

  test('packages are imported where it is written only, and in the written way', () => {
    const wrong = imports.filter(({ from, to, isType, isLazy }) => {
      if (isOwn(to) || to.startsWith('node:')) return false;
      const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : to.split('/')[0]!;
      return !PACKAGES[name]?.some(
        ({ files, as }) => files.test(from) && (as === 'value' || isType || (as === 'lazy' && isLazy)),
      );
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  test('the library loads its commands when they are called', () => {
    const eager = imports.filter(
      ({ from, to, isType, isLazy }) => from === 'src/index.ts' && partOf(to) === 'commands' && !isType && !isLazy,
    );
    expect(eager.map(({ to }) => to)).toEqual([]);
  });

  test('the pure stages use nothing of Node, no clock, no promise', () => {
    const pure = files.filter(({ path }) => /^src\/(?:schema|diff|plan|postgres\/(?:kinds|sql))\//.test(path));
    const impure = pure.flatMap(({ path, tree, imports }) => [
      ...imports.filter(({ to }) => to.startsWith('node:')).map(describeImport),
      ...nodes(tree)
        .filter((node) => ts.isAwaitExpression(node) || (ts.isIdentifier(node) && /^(?:Date|process)$/.test(node.text)))
        .map((node) => `${path}: ${node.getText(tree)}`),
    ]);
    expect(impure).toEqual([]);
  });
});

describe('what has one home', () => {
  test.each([
    ['process.env', ['src/config/environment.ts']],
    ['process.exit', ['cli/exit.ts']],
    ['process.stdout', ['cli/print/output.ts']],
    ['process.stderr', ['cli/print/output.ts']],
  ])('%s', (expression, homes) => {
    expect(filesWith(expression).filter((path) => !homes.includes(path))).toEqual([]);
  });

  test('nothing writes to the console', () => {
    expect(
      files.filter(({ tree }) => nodes(tree).some((node) => isName(node, 'console'))).map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('errors', () => {
  test('every code that is thrown stands in a test', () => {
    const tests = readdirSync(__dirname, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.test.ts'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const codes = files.flatMap(({ tree }) =>
      nodes(tree).flatMap((node) =>
        ts.isNewExpression(node) && isName(node.expression, 'AutogenError') ? textsIn(node.arguments?.[0]) : [],
      ),
    );
    expect(codes.length).toBeGreaterThan(100);
    const isTested = (code: string) =>
      tests.some((text) => text.includes(`'${code}'`) || text.includes(`code: ${code}`));
    expect([...new Set(codes)].filter((code) => !isTested(code))).toEqual([]);
  });

  test('every code that a docstring names can be thrown', () => {
    const literals = new Set(
      files.flatMap(({ tree }) => nodes(tree).flatMap((node) => (ts.isStringLiteral(node) ? [node.text] : []))),
    );
    const named = files.flatMap(({ path, tree }) =>
      [...tree.text.matchAll(/@throws AutogenError((?:(?!\*\/|@).)*)/gs)].flatMap(([, text = '']) =>
        [...text.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code = '']) => [path, code] as const),
      ),
    );
    expect(named.length).toBeGreaterThan(100);
    // What loads a file makes its code of what the file is: `entity-throws`.
    expect(named.filter(([, code]) => !literals.has(code) && !code.endsWith('-throws'))).toEqual([]);
  });
});

describe('names', () => {
  test('no file is called utils, helpers, common, types or misc', () => {
    const vague = files
      .map(({ path }) => path)
      .filter((path) => /^(?:utils?|helpers?|common|types?|misc)$/.test(basename(path, '.ts')))
      // The names of PostgreSQL's types, which the design calls so.
      .filter((path) => path !== 'src/postgres/sql/types.ts');
    expect(vague).toEqual([]);
  });

  test('nothing is of type any', () => {
    const loose = files.flatMap(({ path, tree }) =>
      nodes(tree)
        .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
        .map((node) => place(path, tree, node)),
    );
    expect(loose).toEqual([]);
  });

  test('nothing is named by a word that the glossary has another word for', () => {
    const wrong = files.flatMap(({ path, tree }) => {
      const words = FORBIDDEN_WORDS.filter((rule) => rule.in.test(path)).flatMap((rule) => rule.words);
      return declaredNames(tree)
        .filter((name) => wordsOf(name).some((word) => words.includes(word) || words.includes(word.replace(/s$/, ''))))
        .map((name) => `${path}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('the top of the repository holds what the design fixes', () => {
    const top = readdirSync(ROOT);
    for (const name of [
      ...['package.json', 'tsconfig.json', 'ormconfig.ts'],
      ...['src', 'entities', 'migrations', 'cli', 'test', 'bench', 'docs'],
    ]) {
      expect(top).toContain(name);
    }
  });

  test('the register holds every kind that has a file, a line each', () => {
    const registered = imports.filter(({ from }) => from === 'src/postgres/kinds/index.ts').map(({ to }) => to);
    const kinds = files.map(({ path }) => path).filter((path) => partOf(path) === 'postgres/kinds/*');
    expect([...registered].sort()).toEqual([...kinds].sort());
  });
});

function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
      return { path, tree, imports: importsOf(path, tree) };
    });
}

function importsOf(from: string, tree: ts.SourceFile): Import[] {
  return nodes(tree).flatMap((node): Import[] => {
    const found = moduleOf(node);
    return found === undefined
      ? []
      : [{ from, to: target(from, found.name), isType: found.isType, isLazy: found.isLazy }];
  });
}

function moduleOf(node: ts.Node): { name: string; isType: boolean; isLazy: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const isType =
      clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (clause !== undefined && clause.name === undefined && named !== undefined && onlyTypes(named));
    return { name: node.moduleSpecifier.text, isType, isLazy: false };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    const isType = node.isTypeOnly || (node.exportClause !== undefined && onlyTypes(node.exportClause));
    return { name: node.moduleSpecifier.text, isType, isLazy: false };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { name: node.argument.literal.text, isType: true, isLazy: false };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [name] = node.arguments;
    if (name !== undefined && ts.isStringLiteral(name)) return { name: name.text, isType: false, isLazy: true };
  }
  return undefined;
}

function onlyTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings): boolean {
  if (!ts.isNamedImports(bindings) && !ts.isNamedExports(bindings)) return false;
  return bindings.elements.length > 0 && [...bindings.elements].every((element) => element.isTypeOnly);
}

/** The path of a file of this project; the name of a package as it is. */
function target(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const path = join(dirname(from), name.replace(/\.js$/, '')).replaceAll('\\', '/');
  const candidates = [`${path}.ts`, `${path}/index.ts`];
  const known = candidates.find((candidate) => ts.sys.fileExists(join(ROOT, candidate)));
  if (known === undefined) throw new Error(`${from} imports ${name}, which is not a file`);
  return known;
}

function isOwn(path: string): boolean {
  return /^(?:src|cli)\//.test(path);
}

function partOf(path: string): string {
  if (path.startsWith('cli/')) return 'cli';
  const [first = '', second = ''] = relative('src', path).replaceAll('\\', '/').replace(/\.ts$/, '').split('/');
  if (first !== 'postgres') return first;
  if (second === 'kinds') return path.endsWith('/kinds/index.ts') ? 'postgres/kinds' : 'postgres/kinds/*';
  return SHARED_BY_KINDS.includes(second) ? 'postgres/shared' : `postgres/${second}`;
}

/** The files of one cycle, or nothing. */
function findCycle(edges: readonly Import[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const to of next.get(path) ?? []) {
      const cycle = visit(to, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    done.add(path);
    return [];
  };
  return [...next.keys()].map((path) => visit(path, [])).find((cycle) => cycle.length > 0) ?? [];
}

function nodes(tree: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The texts that an expression may be, where they are written there. */
function textsIn(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  return ts.isStringLiteral(node) ? [node.text] : [];
}

function isName(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** The files in which `process.env` and the like stand, as code. */
function filesWith(expression: string): string[] {
  const [object, property] = expression.split('.') as [string, string];
  const isIt = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && isName(node.expression, object) && node.name.text === property) ||
    (ts.isElementAccessExpression(node) &&
      isName(node.expression, object) &&
      ts.isStringLiteral(node.argumentExpression) &&
      node.argumentExpression.text === property);
  return files.filter(({ tree }) => nodes(tree).some(isIt)).map(({ path }) => path);
}

function declaredNames(tree: ts.SourceFile): string[] {
  return nodes(tree).flatMap((node) => {
    const name = (node as Partial<ts.NamedDeclaration>).name;
    return name !== undefined && ts.isIdentifier(name) && !ts.isPropertyAccessExpression(node) ? [name.text] : [];
  });
}

function wordsOf(name: string): string[] {
  return name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase());
}

function describeImport({ from, to, isType }: Import): string {
  return `${from} imports ${to}${isType ? ' (types)' : ''}`;
}

function place(path: string, tree: ts.SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}
