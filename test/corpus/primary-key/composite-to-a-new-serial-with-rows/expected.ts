import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'vote', 'id', { type: 'serial', nullable: false }],
      ['dropPrimaryKey', 'PK_*', { table: 'vote' }],
      ['createPrimaryKey', 'PK_*', { table: 'vote', columns: ['id'] }],
    ],
    rows: { 'SELECT id FROM vote ORDER BY id': ['1', '2'] },
  },
  back: [
    ['dropPrimaryKey', 'PK_*', { table: 'vote' }],
    ['createPrimaryKey', 'PK_*', { table: 'vote', columns: ['user', 'post'] }],
    ['dropColumn', 'vote', 'id'],
  ],
});
