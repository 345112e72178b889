import { type Operations, Revision, sql } from 'typeorm-autogen';

/**
 * create posts
 *
 * Revision ID: 8d1c5a90e3f7
 * Revises: base
 * Create date: 2026-11-20 14:41:07 UTC
 */
export class CreatePosts1795185667000 extends Revision {
  readonly revision = '8d1c5a90e3f7';
  readonly downRevision: string | null = null;
  readonly branchLabels: readonly string[] = [];
  readonly dependsOn: readonly string[] = [];

  upgrade(op: Operations): void {
    op.createTable('posts', {
      columns: {
        id: { type: 'serial', nullable: false },
        title: { type: 'varchar', nullable: false },
        content: { type: 'varchar', nullable: false },
        published: { type: 'boolean', nullable: false, default: sql`true` },
        created_at: { type: 'timestamptz', nullable: false, default: sql`now()` },
      },
      primaryKey: { name: 'PK_2829ac61eff60fcec60d7274b9e', columns: ['id'] },
    });
  }

  downgrade(op: Operations): void {
    // destructive: drops the table posts and all its rows
    op.dropTable('posts');
  }
}
