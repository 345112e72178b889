/** Chains of revisions, of every sort of step together, and a table in which each writes down that it ran. */

import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
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

/** Steps that commit, where the revision has no transaction of its own. */
export const committing: Drafts = {
  aaaa2222: {
    upgrade(op) {
      op.createTable('ran', { columns: { revision: { type: 'text', nullable: false } } });
      op.createEnum('mood', ['sad']);
      op.createTable('a', {
        columns: { id: { type: 'integer', nullable: false }, n: { type: 'integer' }, mood: { type: type('mood') } },
        primaryKey: { name: 'PK_a', columns: ['id'] },
      });
      op.createIndex('IDX_n', { table: 'a', columns: ['n'] });
      op.bulkInsert('a', [
        { id: 1, n: 1 },
        { id: 2, n: 1 },
        { id: 3, n: 2 },
      ]);
      op.bulkInsert('ran', [{ revision: 'aaaa2222' }]);
    },
  },
  // A label that is used at once, and constraints whose rows are read later.
  bbbb2222: {
    transaction: false,
    upgrade(op) {
      op.addEnumValue('mood', 'happy');
      op.createCheck('CHK_mood', { table: 'a', expression: sql`mood <> 'happy' OR n > 0`, validity: 'not valid' });
      op.validateCheck('CHK_mood', { table: 'a' });
      op.addEnumValue('mood', 'glad');
      const references = { table: 'a', columns: ['id'] };
      op.createForeignKey('FK_n', { table: 'a', columns: ['n'], references, validity: 'not valid' });
      op.validateForeignKey('FK_n', { table: 'a' });
      op.bulkInsert('ran', [{ revision: 'bbbb2222' }]);
    },
  },
  // What must not happen twice to a row, two rows at a time; and an index goes concurrently.
  cccc2222: {
    transaction: false,
    upgrade(op) {
      op.backfill('a', { set: { n: sql`n + 1`, mood: sql`'happy'` }, batch: 2 });
      op.dropIndex('IDX_n', { table: 'a', concurrently: true });
      op.bulkInsert('ran', [{ revision: 'cccc2222' }]);
    },
  },
};
