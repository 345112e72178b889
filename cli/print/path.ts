/** Paths as people read them. */

import { isAbsolute, relative, sep } from 'node:path';

/** Relative to the working directory where it is inside it. */
export function shortPath(path: string): string {
  if (!isAbsolute(path)) return path;
  const inside = relative(process.cwd(), path);
  return inside === '' || inside.startsWith('..') ? path : inside;
}

/** A sentence with the paths inside the working directory made short. */
export function shortPaths(text: string): string {
  const folder = process.cwd();
  return folder.endsWith(sep) ? text : text.replaceAll(`${folder}${sep}`, '');
}
