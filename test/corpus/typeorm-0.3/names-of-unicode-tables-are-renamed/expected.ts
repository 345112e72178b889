import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renamePrimaryKey', 'PK_*', 'PK_*'],
    ['renameUnique', 'UQ_*', 'UQ_*'],
    ['renameIndex', 'IDX_*', 'IDX_*'],
  ],
  back: false,
});
