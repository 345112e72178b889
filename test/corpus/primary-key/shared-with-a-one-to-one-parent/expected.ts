import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropUnique', 'REL_*', { table: 'profile' }],
    ['alterColumn', 'profile', 'userId', { nullable: false }],
    ['dropPrimaryKey', 'PK_*', { table: 'profile' }],
    ['createPrimaryKey', 'PK_*', { table: 'profile', columns: ['userId'] }],
    ['dropColumn', 'profile', 'id'],
  ],
  back: false,
});
