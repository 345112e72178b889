/** Takes away what `AUTOGEN_MUTANT` names, before a test file is loaded. */

import { jest } from '@jest/globals';
import { kinds } from '../../src/postgres/kinds';
import type { Kind } from '../../src/schema/kind';
import type { SchemaObject } from '../../src/schema/object';

const [what = '', kindName = '', trait = ''] = (process.env.AUTOGEN_MUTANT ?? '').split(' ');

/** It is there for all who ask for it, but no comparison sees it. */
function hidden(object: SchemaObject): SchemaObject {
  if (trait in object.traits) Object.defineProperty(object.traits, trait, { enumerable: false });
  return object;
}

function* allHidden(objects: Iterable<SchemaObject>): Iterable<SchemaObject> {
  for (const object of objects) yield hidden(object);
}

type Changeable = { -readonly [Property in keyof Kind]: Kind[Property] };

const kind = (kinds as readonly Kind[]).find(({ name }) => name === kindName) as Changeable | undefined;
const rule = kind === undefined ? undefined : (kind.traits as Record<string, Record<string, unknown>>)[trait];

switch (what) {
  case 'trait': {
    if (kind === undefined || rule === undefined) throw new Error(`there is no trait ${kindName} ${trait}`);
    const { fromEntities, reflect } = kind;
    const { read } = reflect;
    kind.fromEntities = (entities) => allHidden(fromEntities(entities));
    kind.reflect = { ...reflect, read: (...args) => [...allHidden(read(...args))] };
    break;
  }
  case 'text':
  case 'same':
    if (rule === undefined || !(what in rule)) throw new Error(`${kindName} ${trait} has no ${what}`);
    delete rule[what];
    break;
  case 'restate':
    jest.mock('../../src/postgres/elaborate', () => ({
      ...jest.requireActual<typeof import('../../src/postgres/elaborate')>('../../src/postgres/elaborate'),
      restate: async (_original: unknown, renamed: unknown) => renamed,
    }));
    break;
  case 'scratch':
    jest.mock('../../src/postgres/surroundings', () => ({ buildSurroundings: async () => undefined }));
    break;
  case 'needs':
    jest.mock('../../src/diff/known-needs', () => ({ withKnownNeeds: (_before: unknown, after: unknown) => after }));
    break;
  case 'way':
    jest.mock('../../src/diff/make-way', () => ({ makeWay: (given: unknown) => given }));
    break;
  default:
    throw new Error(`there is no mutant "${process.env.AUTOGEN_MUTANT}"`);
}
