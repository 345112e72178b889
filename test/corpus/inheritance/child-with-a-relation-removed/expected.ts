import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'content' }],
    ['dropColumn', 'content', 'placeId'],
  ],
  back: [
    ['addColumn', 'content', 'placeId', { type: 'integer', nullable: true }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'content', columns: ['placeId'], references: { table: 'place', columns: ['id'] } },
    ],
  ],
});
