/** Changes → operations in an order that works. Pure: no clock, no database; knows no kind. */

import type { PlanContext } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Operation } from '../schema/operation';
import { alterationsOf, decideVerbs } from './alterations';
import { compact, operationsOf } from './compact';
import type { Alteration, PlanInput } from './input';
import { joinNeighbours } from './join';
import { requireMobile } from './mobile';
import { nodesOf } from './nodes';
import { order } from './order';
import { formerNames, type Probe, probesFor } from './probes';
import { recreatedOf } from './recreated';

/**
 * The operations that turn `before` into `after`, behind the probes. What cannot be changed in place is dropped and
 * created again, and so is everything that needs it or that would be in the way.
 *
 * @throws AutogenError `circular-change`, `still-needed`, `renamed-and-changed`.
 */
export function plan(input: PlanInput): Operation[] {
  const { after, kinds } = input;
  const prepared = prepare(input);
  const { alterations, recreated, context } = prepared;
  requireMobile(alterations, recreated, input);
  const nodes = [...nodesOf(alterations, recreated, input, context)];
  const { groups, predecessors } = compact(nodes, after, kinds);
  const operations = order(groups, predecessors).flatMap((group) => operationsOf(group, kinds, context));
  const probes = probesIn(input, prepared).map(({ operation }) => operation);
  return joinNeighbours([...probes, ...operations], kinds);
}

/** What {@link plan} looks for before it changes anything. */
export function probes(input: PlanInput): Probe[] {
  return probesIn(input, prepare(input));
}

/** How everything is changed, and what kinds may look at while they write that. */
interface Prepared {
  readonly alterations: ReadonlyMap<string, Alteration>;
  readonly recreated: ReadonlySet<string>;
  readonly context: PlanContext;
}

function prepare(input: PlanInput): Prepared {
  const { changes, before, after, defaultSchema, decisions, takenAlong } = input;
  const alterations = alterationsOf(changes);
  decideVerbs(alterations, input);
  const recreated = recreatedOf(alterations, input);
  const conversions = decisions?.conversions ?? new Map();
  const values = decisions?.values ?? new Map();
  const backfills = decisions?.backfills ?? new Map();
  const former = formerNames(input.renames ?? changes.filter((change) => change.verb === 'rename'));
  const context: PlanContext = {
    ...{ defaultSchema, before, after, recreated, conversions, values, backfills, former },
    ...(takenAlong === undefined ? {} : { takenAlong }),
  };
  return { alterations, recreated, context };
}

/** Of all that is made or changed; what is only made again is about the same rows, unless its values go. */
function probesIn({ changes, kinds, before, decisions }: PlanInput, { context }: Prepared): Probe[] {
  const made = new Map<string, readonly [SchemaObject | undefined, SchemaObject]>();
  for (const change of changes) {
    const object = change.verb === 'create' ? change.object : change.verb === 'alter' ? change.after : undefined;
    if (object === undefined) continue;
    const key = keyOf(object);
    made.set(key, [decisions?.recreated.has(key) ? undefined : before.byKey(key), object]);
  }
  return probesFor(made.values(), kinds, context);
}
