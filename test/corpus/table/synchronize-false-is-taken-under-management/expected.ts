import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renamePrimaryKey', 'legacy_pkey', 'PK_*', { table: 'legacy' }],
    ['alterColumn', 'legacy', 'name', { type: 'varchar' }],
  ],
  back: false,
});
