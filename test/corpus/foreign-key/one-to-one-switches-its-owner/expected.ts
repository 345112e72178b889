import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'profile', 'userId', { type: 'integer', nullable: true }],
    ['createUnique', 'REL_*', { table: 'profile', columns: ['userId'] }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'profile', columns: ['userId'], references: { table: 'user', columns: ['id'] } },
    ],
    ['dropForeignKey', 'FK_*', { table: 'user' }],
    ['dropUnique', 'REL_*', { table: 'user' }],
    ['dropColumn', 'user', 'profileId'],
  ],
});
