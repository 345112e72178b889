/** Views in an order in which they can be created. Source: TypeORM, src/schema-builder/util/ViewUtils.ts. */

import type { EntityMetadata } from 'typeorm';

/** Each view after those that its `dependsOn` names; otherwise in the order in which they are given. */
export function inOrderOfDependence(views: readonly EntityMetadata[]): EntityMetadata[] {
  const ordered = new Set<EntityMetadata>();
  const visit = (view: EntityMetadata, path: ReadonlySet<EntityMetadata>) => {
    if (ordered.has(view) || path.has(view)) return;
    for (const other of views) if (dependsOn(view, other)) visit(other, new Set([...path, view]));
    ordered.add(view);
  };
  for (const view of views) visit(view, new Set());
  return [...ordered];
}

function dependsOn(view: EntityMetadata, { target, name }: EntityMetadata): boolean {
  return view.dependsOn?.has(target) === true || view.dependsOn?.has(name) === true;
}
