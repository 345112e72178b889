import { Sql } from '../../src/postgres/sql/sql';
import type { RenderedOperation, RevisionBody, RevisionHead } from '../../src/render/revision';
import type { Argument } from '../../src/schema/operation';

export const HEAD: RevisionHead = {
  revision: 'cfcc4fd02d18',
  downRevision: '1f3a9c2b7d10',
  branchLabels: [],
  dependsOn: [],
  message: 'add votes table',
  createDate: new Date('2026-11-20T15:03:20Z'),
};

export const EMPTY: RevisionBody = { upgrade: [], downgrade: [] };

export function call(name: string, ...args: readonly Argument[]): RenderedOperation {
  return { operation: { name, args }, hazards: [] };
}

export const BODY: RevisionBody = {
  upgrade: [
    call('createTable', 'votes', {
      columns: {
        user_id: { type: 'integer', nullable: false },
        post_id: { type: 'integer', nullable: false },
        direction: { type: 'smallint', nullable: false, default: new Sql('1') },
      },
      primaryKey: { name: 'PK_votes', columns: ['user_id', 'post_id'] },
      foreignKeys: [
        {
          name: 'FK_votes_user',
          columns: ['user_id'],
          references: { table: 'users', columns: ['id'] },
          onDelete: 'CASCADE',
        },
      ],
    }),
    call('createIndex', 'IDX_votes_post', { table: 'votes', columns: ['post_id'] }),
  ],
  downgrade: [call('dropTable', 'votes')],
};

/**
 * The example of the design's section 6. One thing differs: there, the class ends in the milliseconds of 15:03:00, and
 * the comment says 15:03:20; one creation time cannot give both.
 */
export const EXAMPLE = `import { Revision, sql, type Operations } from 'typeorm-autogen';

/**
 * add votes table
 *
 * Revision ID: cfcc4fd02d18
 * Revises: 1f3a9c2b7d10
 * Create date: 2026-11-20 15:03:20 UTC
 */
export class AddVotesTable1795187000000 extends Revision {
  readonly revision = 'cfcc4fd02d18';
  readonly downRevision = '1f3a9c2b7d10';
  readonly branchLabels: readonly string[] = [];
  readonly dependsOn: readonly string[] = [];

  upgrade(op: Operations): void {
    op.createTable('votes', {
      columns: {
        user_id: { type: 'integer', nullable: false },
        post_id: { type: 'integer', nullable: false },
        direction: { type: 'smallint', nullable: false, default: sql\`1\` },
      },
      primaryKey: { name: 'PK_votes', columns: ['user_id', 'post_id'] },
      foreignKeys: [
        { name: 'FK_votes_user', columns: ['user_id'], references: { table: 'users', columns: ['id'] }, onDelete: 'CASCADE' },
      ],
    });
    op.createIndex('IDX_votes_post', { table: 'votes', columns: ['post_id'] });
  }

  downgrade(op: Operations): void {
    op.dropTable('votes');
  }
}
`;
