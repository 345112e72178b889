import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropPrimaryKey', 'PK_*', { table: 'country' }],
    ['createPrimaryKey', 'PK_*', { table: 'country', columns: ['code'] }],
    ['dropForeignKey', 'FK_*', { table: 'city' }],
    ['dropUnique', 'UQ_*', { table: 'country' }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'city', columns: ['country'], references: { table: 'country', columns: ['code'] } },
    ],
    ['dropColumn', 'country', 'id'],
  ],
  back: false,
});
