import { type Operations, Revision, sql } from 'typeorm-autogen';

/**
 * add users and the owner
 *
 * Revision ID: 1f3a9c2b7d10
 * Revises: 8d1c5a90e3f7
 * Create date: 2026-11-20 14:52:36 UTC
 */
export class AddUsersAndTheOwner1795186356000 extends Revision {
  readonly revision = '1f3a9c2b7d10';
  readonly downRevision = '8d1c5a90e3f7';
  readonly branchLabels: readonly string[] = [];
  readonly dependsOn: readonly string[] = [];

  upgrade(op: Operations): void {
    op.probe('posts', { newNotNull: ['owner_id'], key: ['id'] });
    op.createTable('users', {
      columns: {
        id: { type: 'serial', nullable: false },
        email: { type: 'varchar', nullable: false },
        password: { type: 'varchar', nullable: false },
        created_at: { type: 'timestamptz', nullable: false, default: sql`now()` },
      },
      primaryKey: { name: 'PK_a3ffb1c0c8416b9fc6f907b7433', columns: ['id'] },
      uniques: [{ name: 'UQ_97672ac88f789774dd47f7c8be3', columns: ['email'] }],
    });
    // fails-on-rows: fails if the table posts has rows: they would have no owner_id
    op.addColumn('posts', 'owner_id', { type: 'integer', nullable: false });
    op.createForeignKey('FK_b1af88132324949129771c184af', {
      table: 'posts',
      columns: ['owner_id'],
      references: { table: 'users', columns: ['id'] },
      onDelete: 'CASCADE',
    });
  }

  downgrade(op: Operations): void {
    op.dropForeignKey('FK_b1af88132324949129771c184af', { table: 'posts' });
    // destructive: drops the column posts.owner_id and its values
    op.dropColumn('posts', 'owner_id');
    // destructive: drops the table users and all its rows
    op.dropTable('users');
  }
}
