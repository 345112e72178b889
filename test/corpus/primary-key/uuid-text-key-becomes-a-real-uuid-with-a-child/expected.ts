import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['alterColumn', 'owner', 'id', { type: 'uuid', using: '*' }],
    ['alterColumn', 'pet', 'ownerId', { type: 'uuid', using: '*' }],
    ['createForeignKey', 'FK_*', { table: 'pet' }],
  ],
  back: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['alterColumn', 'owner', 'id', { type: 'varchar' }],
    ['alterColumn', 'pet', 'ownerId', { type: 'varchar' }],
    ['createForeignKey', 'FK_*', { table: 'pet' }],
  ],
});
