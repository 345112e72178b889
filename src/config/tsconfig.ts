/** Which tsconfig.json applies, and what it means for loading. Is handed the compiler, and loads none. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ts as TypeScript } from 'ts-morph';
import { AutogenError } from '../errors';
import { isExternalFile, type ModuleFormat } from './package-format';

/** What a tsconfig says. */
export interface Configuration {
  readonly options: TypeScript.CompilerOptions;
  readonly configFiles: readonly string[];
  /** Declaration files that the tsconfig includes and nobody imports. */
  readonly ambient: readonly string[];
}

/** The tsconfig.json of a folder, or of the nearest folder above that has one. */
export function nearestTsconfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, 'tsconfig.json');
    if (existsSync(file)) return file;
    if (at === dirname(at)) return undefined;
  }
}

/**
 * Reads a tsconfig with all that it extends.
 *
 * @param file - empty where a project has none.
 * @throws AutogenError `tsconfig-invalid`.
 */
export function readConfiguration(ts: typeof TypeScript, file: string): Configuration {
  if (file === '') return { options: { useDefineForClassFields: false }, configFiles: [], ambient: [] };
  const source = ts.readJsonConfigFile(file, ts.sys.readFile);
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, ts.sys, dirname(file), undefined, file);
  // "No inputs found" and unknown or outdated options are the type checker's business; a file that cannot be read is not.
  const unreadable = new Set([5083, 5012, 6053, 18000]);
  const failure = [...syntaxErrorsOf(source), ...parsed.errors.filter(({ code }) => unreadable.has(code))][0];
  if (failure !== undefined) {
    const line = lineOf(failure) ?? 1;
    throw new AutogenError(
      'tsconfig-invalid',
      `${file}:${line} cannot be read: ${ts.flattenDiagnosticMessageText(failure.messageText, ' ')}`,
      {
        hint: `correct it: npx tsc --showConfig -p ${file}`,
        at: `${file}:${line}`,
      },
    );
  }
  return {
    options: parsed.options,
    configFiles: [file, ...(source.extendedSourceFiles ?? [])].map((path) => resolve(path)),
    ambient: parsed.fileNames.filter((name) => /\.d\.[mc]?ts$/.test(name) && !isExternalFile(name)),
  };
}

/** The user's options, where they matter for what runs; everything else as loading needs it. */
export function emitOptions(
  ts: typeof TypeScript,
  given: TypeScript.CompilerOptions,
  format: ModuleFormat,
): TypeScript.CompilerOptions {
  const newest = ts.ScriptTarget.ES2022;
  const target = given.target === undefined || given.target > newest ? newest : given.target;
  return {
    ...given,
    target,
    useDefineForClassFields: given.useDefineForClassFields ?? target >= ts.ScriptTarget.ES2022,
    // The library without the browser's half: it takes longer to read than everything else.
    lib: given.lib ?? ['lib.es2022.d.ts'],
    module: format === 'cjs' ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
    // Finds what every other setting finds (aliases, `./user.js` for user.ts, index files, package exports).
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noCheck: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    esModuleInterop: given.esModuleInterop ?? true,
    jsx: given.jsx === undefined || given.jsx === ts.JsxEmit.Preserve ? ts.JsxEmit.React : given.jsx,
    inlineSourceMap: true,
    inlineSources: false,
    sourceMap: false,
    sourceRoot: undefined,
    mapRoot: undefined,
    declaration: false,
    declarationMap: false,
    composite: false,
    incremental: false,
    tsBuildInfoFile: undefined,
    outFile: undefined,
    noEmit: false,
    noEmitOnError: false,
    emitDeclarationOnly: false,
    isolatedModules: false,
    isolatedDeclarations: false,
    verbatimModuleSyntax: false,
    allowJs: false,
    checkJs: false,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    importHelpers: false,
    noEmitHelpers: false,
    libReplacement: false,
    noResolve: false,
    noLib: false,
  };
}

/** The line that a complaint of TypeScript's is about, from 1. */
export function lineOf(diagnostic: TypeScript.Diagnostic): number | undefined {
  if (diagnostic.file === undefined || diagnostic.start === undefined) return undefined;
  return diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1;
}

/** The parser's own findings, which TypeScript keeps on the file without declaring them. */
function syntaxErrorsOf(source: TypeScript.SourceFile): readonly TypeScript.Diagnostic[] {
  const { parseDiagnostics } = source as TypeScript.SourceFile & {
    readonly parseDiagnostics?: readonly TypeScript.Diagnostic[];
  };
  return parseDiagnostics ?? [];
}
