/** The register: one line a kind, in the order in which kinds are listed, read and written. */

import { check } from './check';
import { column } from './column';
import { comment } from './comment';
import { enumType } from './enum';
import { exclusion } from './exclusion';
import { extension } from './extension';
import { foreignKey } from './foreign-key';
import { inheritance } from './inheritance';
import { policy } from './policy';
import { primaryKey } from './primary-key';
import { routine } from './routine';
import { rule } from './rule';
import { schema } from './schema';
import { sequence } from './sequence';
import { statistics } from './statistics';
import { table } from './table';
import { index } from './table-index';
import { trigger } from './trigger';
import { typeormMetadata } from './typeorm-metadata';
import { unique } from './unique';
import { view } from './view';

export const kinds = [
  schema,
  extension,
  enumType,
  table,
  column,
  sequence,
  primaryKey,
  unique,
  check,
  exclusion,
  foreignKey,
  view,
  index,
  comment,
  typeormMetadata,
  inheritance,
  statistics,
  rule,
  trigger,
  policy,
  routine,
] as const;

/** What an object may be. */
export type KindName = (typeof kinds)[number]['name'];
