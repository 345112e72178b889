/**
 * TypeScript's own compiler, as a function from files to code.
 *
 * The whole program is compiled, never file by file: what `emitDecoratorMetadata` writes for a property depends on what
 * the imported type is (an enum of numbers is Number, an alias of a string is String). Nothing is type-checked.
 *
 * This is the only file that loads the compiler, and it does so on the first call.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { ts as TypeScript } from 'ts-morph';
import { AutogenError } from '../errors';
import type { Compilation, CompileCache, SourceEntry } from './compile-cache';
import { isExternalFile, type ModuleFormat, packageOf } from './package-format';
import { type Configuration, emitOptions, lineOf, nearestTsconfig, readConfiguration } from './tsconfig';

/** The name under which revisions import autogen. */
export const OWN_NAME = 'typeorm-autogen';

/** Where the compiler's own declaration files pretend to be: they are inside its bundle. */
const LIBRARY = '/autogen-typescript-lib';

/** A compiled program: what is known of its files, and their code on request. */
export interface CompiledProgram {
  readonly compilation: Compilation;
  /** The code of every file but declarations, with inline source maps. */
  emit(): ReadonlyMap<string, string>;
}

interface Compiler {
  readonly ts: typeof TypeScript;
  /** The declarations of the language and its library, by file name. */
  readonly library: ReadonlyMap<string, string>;
}

let loaded: Compiler | undefined;

/** Declarations of packages and of the language, parsed once for all programs of this process. */
const declarations = new Map<string, TypeScript.SourceFile>();

/**
 * Compiles files and all that they import.
 *
 * @param root - the folder of the configuration; its nearest tsconfig is the program's.
 * @throws AutogenError `typescript-syntax`, `typescript-missing`, `tsconfig-invalid`.
 */
export function compileProgram(
  files: readonly string[],
  root: string,
  format: ModuleFormat,
  cache: CompileCache,
): CompiledProgram {
  const compiler = loadCompiler();
  const { ts } = compiler;
  const configurations = new Map<string, Configuration>();
  const configurationOf = (folder: string): Configuration => {
    const file = nearestTsconfig(folder) ?? '';
    let configuration = configurations.get(file);
    if (configuration === undefined) {
      configuration = readConfiguration(ts, file);
      configurations.set(file, configuration);
    }
    return configuration;
  };

  const own = configurationOf(root);
  const options = emitOptions(ts, own.options, format);
  const resolutions = new Map<string, Map<string, TypeScript.ResolvedModuleFull>>();
  const absent = new Set<string>();
  const host = createHost(compiler, root, options, cache);
  const resolutionCache = ts.createModuleResolutionCache(root, (name) => name, options);
  host.resolveModuleNameLiterals = (literals, containingFile, redirected) => {
    const folder = dirname(containingFile);
    const isExternal = containingFile.includes('/node_modules/') || containingFile.startsWith(LIBRARY);
    const configuration = isExternal ? own : configurationOf(folder);
    const isOwn = configuration === own;
    const resolutionOptions = isOwn ? options : emitOptions(ts, configuration.options, format);
    return literals.map(({ text }) => {
      // Revisions meet the running autogen, whose types say nothing about entities.
      if (text === OWN_NAME || text.startsWith(`${OWN_NAME}/`)) return { resolvedModule: undefined };
      const result = ts.resolveModuleName(
        text,
        containingFile,
        resolutionOptions,
        host,
        isOwn ? resolutionCache : undefined,
        redirected,
      );
      if (!isExternal) note(containingFile, text, result);
      return result;
    });
  };
  const note = (file: string, text: string, result: TypeScript.ResolvedModuleWithFailedLookupLocations): void => {
    const { resolvedModule } = result;
    if (resolvedModule !== undefined) {
      const known = resolutions.get(file) ?? new Map<string, TypeScript.ResolvedModuleFull>();
      resolutions.set(file, known.set(text, resolvedModule));
    }
    const isOfProject =
      resolvedModule === undefined ? text.startsWith('.') : !isExternalFile(resolvedModule.resolvedFileName);
    if (!isOfProject) return;
    for (const path of failedLookups(result)) absent.add(path);
  };

  const program = ts.createProgram({ rootNames: [...files, ...own.ambient], options, host });
  const sources = program
    .getSourceFiles()
    .filter(
      (source) =>
        !isExternalFile(source.fileName) && !source.fileName.startsWith(LIBRARY) && !source.fileName.endsWith('.json'),
    );
  refuseSyntaxErrors(ts, program, sources, root);

  const entries = new Map<string, SourceEntry>();
  const ambient = own.ambient.filter((file) => program.getSourceFile(file) !== undefined).map((file) => resolve(file));
  for (const source of sources) {
    entries.set(resolve(source.fileName), describeSource(ts, source, resolutions.get(source.fileName), cache));
  }
  const configFiles = [...configurations.values()].flatMap(({ configFiles }) => configFiles);
  return {
    compilation: { files: entries, configFiles: [...configFiles, ...ambient], absent: [...absent] },
    emit: () => emitAll(program),
  };
}

/** Loads the compiler that ts-morph brings along: TypeScript 7 has no compiler API, and users have any version. */
function loadCompiler(): Compiler {
  if (loaded !== undefined) return loaded;
  try {
    // ts-morph's own dependency holds the compiler and, apart from it, the declaration files of the language.
    const common = createRequire(require.resolve('ts-morph'))('@ts-morph/common') as {
      readonly ts: typeof TypeScript;
      getLibFiles(): readonly { readonly fileName: string; readonly text: string }[];
    };
    const library = new Map(common.getLibFiles().map(({ fileName, text }) => [fileName, text]));
    loaded = { ts: common.ts, library };
    return loaded;
  } catch (error) {
    throw new AutogenError(
      'typescript-missing',
      'TypeScript files cannot be loaded: the optional package ts-morph is not installed.',
      {
        hint: 'npm install --save-dev ts-morph, or name compiled JavaScript: --data-source dist/data-source.js',
        cause: error,
      },
    );
  }
}

function createHost(
  { ts, library }: Compiler,
  root: string,
  options: TypeScript.CompilerOptions,
  cache: CompileCache,
): TypeScript.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, directoryExists } = host;
  const libraryText = (name: string): string | undefined =>
    name.startsWith(`${LIBRARY}/`) ? library.get(name.slice(LIBRARY.length + 1)) : undefined;
  host.getCurrentDirectory = () => root;
  host.getDefaultLibLocation = () => LIBRARY;
  host.getDefaultLibFileName = (defaults) => `${LIBRARY}/${ts.getDefaultLibFileName(defaults)}`;
  host.fileExists = (name) => libraryText(name) !== undefined || fileExists(name);
  if (directoryExists !== undefined) host.directoryExists = (name) => name === LIBRARY || directoryExists(name);
  host.readFile = (name) =>
    libraryText(name) ?? (isExternalFile(name) ? ts.sys.readFile(name) : cache.text(resolve(name)));
  host.getSourceFile = (name, languageVersion) => {
    const isShared = isExternalFile(name) || name.startsWith(LIBRARY);
    const known = isShared ? declarations.get(name) : undefined;
    if (known !== undefined) return known;
    const text = host.readFile(name);
    if (text === undefined) return undefined;
    // Without the format that Node would give the file: an ES module would be emitted as one, circles and all.
    const settings =
      typeof languageVersion === 'object' ? { ...languageVersion, impliedNodeFormat: undefined } : languageVersion;
    const source = ts.createSourceFile(name, text, settings);
    if (isShared) declarations.set(name, source);
    return source;
  };
  return host;
}

function describeSource(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
  resolutions: ReadonlyMap<string, TypeScript.ResolvedModuleFull> | undefined,
  cache: CompileCache,
): SourceEntry {
  const requests: Record<string, string> = {};
  const links: Record<string, string> = {};
  const packages = new Set<string>();
  for (const [request, { resolvedFileName }] of resolutions ?? []) {
    if (isExternalFile(resolvedFileName)) {
      const manifest = packageOf(resolvedFileName);
      if (manifest !== undefined) packages.add(resolve(manifest));
    } else if (/\.(?:[mc]?js|jsx|json)$/.test(resolvedFileName)) {
      if (!request.startsWith('.')) links[request] = resolve(resolvedFileName);
    } else {
      requests[request] = resolve(resolvedFileName);
    }
  }
  return {
    hash: cache.hash(resolve(source.fileName)),
    needsEsm: !source.isDeclarationFile && needsEsm(ts, source),
    hasCode: !source.isDeclarationFile,
    requests,
    links,
    packages: [...packages].sort(),
  };
}

/** Whether a file uses what only ES modules have: `import.meta`, or `await` outside of every function. */
function needsEsm(ts: typeof TypeScript, source: TypeScript.SourceFile): boolean {
  if (!source.text.includes('import.meta') && !source.text.includes('await')) return false;
  const visit = (node: TypeScript.Node, isInFunction: boolean): boolean => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return true;
    if (
      !isInFunction &&
      (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined))
    )
      return true;
    const opensFunction = ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node);
    return ts.forEachChild(node, (child) => visit(child, isInFunction || opensFunction) || undefined) ?? false;
  };
  return visit(source, false);
}

function emitAll(program: TypeScript.Program): Map<string, string> {
  const code = new Map<string, string>();
  program.emit(undefined, (_name, text, _mark, _onError, [source] = []) => {
    if (source !== undefined) code.set(resolve(source.fileName), text);
  });
  return code;
}

function refuseSyntaxErrors(
  ts: typeof TypeScript,
  program: TypeScript.Program,
  sources: readonly TypeScript.SourceFile[],
  root: string,
): void {
  const errors = sources.flatMap((source) => program.getSyntacticDiagnostics(source));
  const [first] = errors;
  if (first === undefined) return;
  const file = resolve(root, first.file.fileName);
  const at = `${file}:${lineOf(first) ?? 1}`;
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  const message = ts.flattenDiagnosticMessageText(first.messageText, ' ').replace(/\.$/, '');
  throw new AutogenError('typescript-syntax', `Syntax error at ${at}: ${message}${more}.`, {
    hint: `correct line ${lineOf(first) ?? 1} of ${file}`,
    at,
  });
}

/** Which file a name was imported from: for errors about circles. */
export function importedFrom(file: string, name: string): string | undefined {
  const { ts } = loadCompiler();
  if (!existsSync(file)) return undefined;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    const names = [clause?.name?.text];
    if (bindings !== undefined) {
      if (ts.isNamedImports(bindings)) names.push(...bindings.elements.map((element) => element.name.text));
      else names.push(bindings.name.text);
    }
    if (names.includes(name)) return statement.moduleSpecifier.text;
  }
  return undefined;
}

/** Where TypeScript looked in vain, outside of packages: undeclared too. A file that appears there changes the answer. */
function failedLookups(result: TypeScript.ResolvedModuleWithFailedLookupLocations): string[] {
  const { failedLookupLocations } = result as typeof result & { readonly failedLookupLocations?: readonly string[] };
  return (failedLookupLocations ?? [])
    .filter((path) => !isExternalFile(path) && !path.endsWith('/package.json'))
    .map((path) => resolve(path));
}
