/** What loads configuration, entity and revision files, as the rest of the code sees it. */

/** What a file is loaded as: it decides the code of the error when the file throws. */
export type ModuleRole = 'config' | 'entity' | 'revision';

/** Loads modules of one project, TypeScript and JavaScript alike. */
export interface Loader {
  /** The folder of the configuration. */
  readonly root: string;
  /**
   * Loads one file.
   *
   * @returns the module: an ES module's namespace, or what a CommonJS module exports.
   * @throws AutogenError `typescript-syntax`, `typescript-missing`, `tsconfig-invalid`, `circular-import`,
   *   `config-throws`, `entity-throws`, `revision-throws`.
   */
  load(file: string, role?: ModuleRole): Promise<unknown>;
  /** Loads many files, compiling those that changed in one go. The modules come in the order of the files. */
  loadAll(files: readonly string[], role?: ModuleRole): Promise<unknown[]>;
  /**
   * Compiles, in one go, those of many files that changed: one at a time, each would take as long. What is wrong with a file
   * is said when it is loaded.
   */
  prepare(files: readonly string[]): void;
  /**
   * Where in the project's own source an error was thrown, as `file:line`; `undefined` where its stack does not say.
   * Lines are those of the TypeScript source.
   */
  locate(error: unknown): string | undefined;
  /** Rewrites the stack of an error so that it names lines of TypeScript source, not of compiled code. */
  mapStack(error: Error): void;
}
