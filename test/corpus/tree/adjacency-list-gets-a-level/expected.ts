import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'topic', 'level', { type: 'integer', nullable: false, default: "'0'" }],
    ['dropForeignKey', 'FK_*', { table: 'topic' }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'topic', columns: ['parentId'], references: { table: 'topic', columns: ['id'] }, onDelete: 'CASCADE' },
    ],
  ],
});
