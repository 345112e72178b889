/**
 * Runs in Node's thread for loader hooks: gives compiled code to files that must be ES modules.
 *
 * Registered by `typescript.ts`; imports nothing of autogen, because it lives in a world of its own.
 */
import { readFile } from 'node:fs/promises';
import type { LoadHook, ResolveHook } from 'node:module';

/** What the main thread knows. All addresses are file URLs. */
export interface NativeGraph {
  /** A file's address to the path of its compiled code. */
  readonly code: Readonly<Record<string, string>>;
  /** A file's address to its requests, and the addresses that TypeScript resolved them to. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The name that revisions import autogen by, and the address of the running copy. */
  readonly own: { readonly name: string; readonly url: string };
}

const code = new Map<string, string>();
const requests = new Map<string, Readonly<Record<string, string>>>();
let own: NativeGraph['own'] | undefined;

/** Called once for each registration: graphs add up. */
export function initialize(graph: NativeGraph): void {
  for (const [url, path] of Object.entries(graph.code)) code.set(url, path);
  for (const [url, known] of Object.entries(graph.requests)) requests.set(url, known);
  own = graph.own;
}

/** What TypeScript's own resolver answered; else Node's answer. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const target = context.parentURL === undefined ? undefined : requests.get(context.parentURL)?.[specifier];
  if (target !== undefined) return { url: target, shortCircuit: true };
  if (specifier === own?.name) return { url: own.url, shortCircuit: true };
  return await nextResolve(specifier, context);
};

/** Compiled code for known files. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const path = code.get(url);
  if (path === undefined) return await nextLoad(url, context);
  return { format: 'module', source: await readFile(path, 'utf8'), shortCircuit: true };
};
