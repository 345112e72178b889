/** Revisions of every sort of step, and a table in which each writes down that it ran. */

import { sql } from '../../src/postgres/sql/sql';
import type { Drafts } from './project';

export const chain: Drafts = {
  // All in one transaction.
  aaaa1111: {
    upgrade(op) {
      op.createTable('ran', { columns: { revision: { type: 'text', nullable: false } } });
      op.createTable('a', { columns: { id: { type: 'integer', nullable: false }, name: { type: 'text' } } });
      op.bulkInsert('a', [
        { id: 1, name: 'one' },
        { id: 2, name: 'two' },
      ]);
      op.bulkInsert('ran', [{ revision: 'aaaa1111' }]);
    },
  },
  // It asks the database.
  bbbb1111: {
    async upgrade(op) {
      const [row] = await op.query<{ count: number }>('SELECT count(*)::int AS count FROM a');
      op.execute(sql`INSERT INTO a (id, name) VALUES (3, ${`after ${row?.count}`})`);
      op.bulkInsert('ran', [{ revision: 'bbbb1111' }]);
    },
  },
  // Ordinary operations, rows, and two concurrent builds, one behind the other.
  cccc1111: {
    transaction: false,
    upgrade(op) {
      op.addColumn('a', 'size', { type: 'integer' });
      op.createCheck('CHK_size', { table: 'a', expression: sql`size > 0` });
      op.createIndex('IDX_name', { table: 'a', columns: ['name', 'size'], concurrently: true });
      op.createIndex('UQ_id', { table: 'a', columns: ['id'], unique: true, concurrently: true });
      op.bulkInsert('ran', [{ revision: 'cccc1111' }]);
      op.addColumn('a', 'last', { type: 'integer' });
    },
  },
  // An index goes concurrently; it ends with a concurrent build.
  dddd1111: {
    transaction: false,
    upgrade(op) {
      op.bulkInsert('ran', [{ revision: 'dddd1111' }]);
      op.dropIndex('IDX_name', { table: 'a', concurrently: true });
      op.createIndex('IDX_last', { table: 'a', columns: ['last'], where: sql`last > 0`, concurrently: true });
    },
  },
  // SQL of an author outside a transaction.
  eeee1111: {
    transaction: false,
    upgrade(op) {
      op.addColumn('a', 'more', { type: 'integer' });
      op.execute(`INSERT INTO ran VALUES ('eeee1111')`);
      op.addColumn('a', 'most', { type: 'integer' });
    },
  },
};
