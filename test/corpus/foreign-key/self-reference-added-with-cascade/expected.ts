import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'node', 'parentId', { type: 'integer', nullable: true }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'node', columns: ['parentId'], references: { table: 'node', columns: ['id'] }, onDelete: 'CASCADE' },
    ],
    ['createIndex', 'IDX_*', { table: 'node', columns: ['parentId'] }],
  ],
  back: [
    ['dropIndex', 'IDX_*', { table: 'node' }],
    ['dropForeignKey', 'FK_*', { table: 'node' }],
    ['dropColumn', 'node', 'parentId'],
  ],
});
