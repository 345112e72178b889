import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'address'],
    ['addColumn', 'person', 'addressId', { type: 'integer', nullable: true }],
    ['createUnique', 'REL_*', { table: 'person', columns: ['addressId'] }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'person', columns: ['addressId'], references: { table: 'address', columns: ['id'] } },
    ],
    ['dropColumn', 'person', 'street'],
    ['dropColumn', 'person', 'city'],
  ],
  back: {
    operations: [
      ['addColumn', 'person', 'street', { type: 'varchar', nullable: true }],
      ['addColumn', 'person', 'city', { type: 'varchar', nullable: true }],
      ['dropForeignKey', 'FK_*', { table: 'person' }],
      ['dropUnique', 'REL_*', { table: 'person' }],
      ['dropColumn', 'person', 'addressId'],
      ['dropTable', 'address'],
    ],
    asks: [['--drop table:public.address', '--keep table:public.address']],
    answers: ['--drop address'],
  },
});
