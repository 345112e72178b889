import { type Operations, Revision } from 'typeorm-autogen';

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
      },
      primaryKey: { name: 'PK_15600df41b6039e5e222592eaef', columns: ['user_id', 'post_id'] },
      foreignKeys: [
        {
          name: 'FK_27be2cab62274f6876ad6a31641',
          columns: ['user_id'],
          references: { table: 'users', columns: ['id'] },
          onDelete: 'CASCADE',
        },
        {
          name: 'FK_18499a5b9b4cf71093f7b7f79f8',
          columns: ['post_id'],
          references: { table: 'posts', columns: ['id'] },
          onDelete: 'CASCADE',
        },
      ],
    });
  }

  downgrade(op: Operations): void {
    // destructive: drops the table votes and all its rows
    op.dropTable('votes');
  }
}
