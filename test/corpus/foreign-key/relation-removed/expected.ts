import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['dropColumn', 'pet', 'ownerId'],
  ],
  back: [
    ['addColumn', 'pet', 'ownerId', { type: 'integer', nullable: true }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'pet', columns: ['ownerId'], references: { table: 'owner', columns: ['id'] } },
    ],
  ],
});
