/** Plain data as lines for people. Loads nothing; whoever prints decides about colour. */

import type { Operation } from '../schema/operation';
import { flatText } from './layout';
import { plainLiterals } from './literal';
import { operationSyntax } from './syntax';

/**
 * An operation as one line of TypeScript, however long: the call that stands in the file, without the semicolon.
 * Safe to print: control characters come out as escapes.
 */
export function renderOperation(operation: Operation): string {
  return flatText(operationSyntax(operation, plainLiterals));
}
