import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'pet', 'ownerId', 'keeperId'],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'pet' }],
    ],
    asks: [[`--rename 'column:public.pet."ownerId"="keeperId"'`, `--drop 'column:public.pet."ownerId"'`]],
    answers: ['--rename pet.ownerId=keeperId'],
  },
  back: {
    operations: [
      ['renameColumn', 'pet', 'keeperId', 'ownerId'],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'pet' }],
    ],
    asks: [[`--rename 'column:public.pet."keeperId"="ownerId"'`, `--drop 'column:public.pet."keeperId"'`]],
    answers: ['--rename pet.keeperId=ownerId'],
  },
});
