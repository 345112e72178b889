/** The sample's history: what its entities looked like before each revision, and what each revision is called. */

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The entities at one point of the sample's history, and the revision that leads there. */
export interface Stage {
  /** The entities, relative to the checkout. */
  readonly entities: string;
  readonly message: string;
  /** The id and the clock of the committed revision: written again, it comes out byte for byte. */
  readonly revId: string;
  readonly createDate: Date;
}

export const stages: readonly Stage[] = [
  {
    entities: 'demo/stages/1-create-posts',
    message: 'create posts',
    revId: '8d1c5a90e3f7',
    createDate: new Date('2026-11-20T14:41:07Z'),
  },
  {
    entities: 'demo/stages/2-add-users-and-the-owner',
    message: 'add users and the owner',
    revId: '1f3a9c2b7d10',
    createDate: new Date('2026-11-20T14:52:36Z'),
  },
  {
    entities: 'entities',
    message: 'add votes table',
    revId: 'cfcc4fd02d18',
    createDate: new Date('2026-11-20T15:03:20Z'),
  },
];

/** Puts a stage's entities into a project, in the place of those that it has. */
export function stageEntities(stage: Stage, checkout: string, project: string): void {
  const folder = join(project, 'entities');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  cpSync(join(checkout, stage.entities), folder, { recursive: true });
}
