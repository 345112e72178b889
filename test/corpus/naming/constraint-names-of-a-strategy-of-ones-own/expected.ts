import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renamePrimaryKey', 'PK_*', 'pk_owner_id', { table: 'owner' }],
    ['renamePrimaryKey', 'PK_*', 'pk_pet_id', { table: 'pet' }],
    ['renameUnique', 'UQ_*', 'uq_owner_name', { table: 'owner' }],
    ['renameCheck', 'CHK_*', 'ck_pet', { table: 'pet' }],
    ['renameForeignKey', 'FK_*', 'fk_pet_ownerId', { table: 'pet' }],
    ['renameIndex', 'IDX_*', 'ix_pet_n', { table: 'pet' }],
  ],
  back: false,
});
