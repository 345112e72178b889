import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'pet', columns: ['owner'], references: { table: 'owner', columns: ['num'] } },
    ],
  ],
  back: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['createForeignKey', 'FK_*', { table: 'pet', columns: ['owner'], references: { table: 'owner', columns: ['id'] } }],
  ],
});
