import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'uuid-ossp'],
      ['dropForeignKey', 'FK_*', { table: 'pet' }],
      ['dropPrimaryKey', 'PK_*', { table: 'owner' }],
      ['dropColumn', 'owner', 'id'],
      ['addColumn', 'owner', 'id', { type: 'uuid', nullable: false, default: 'uuid_generate_v4()' }],
      ['dropColumn', 'pet', 'ownerId'],
      ['addColumn', 'pet', 'ownerId', { type: 'uuid', nullable: true }],
      ['createPrimaryKey', 'PK_*', { table: 'owner', columns: ['id'] }],
      [
        'createForeignKey',
        'FK_*',
        { table: 'pet', columns: ['ownerId'], references: { table: 'owner', columns: ['id'] } },
      ],
    ],
    asks: [
      ["--using 'column:public.owner.id=…'", '--drop column:public.owner.id'],
      [`--using 'column:public.pet."ownerId"=…'`, `--drop 'column:public.pet."ownerId"'`],
    ],
    answers: ['--drop owner.id', '--drop pet.ownerId'],
    changes: ['owner.id', 'pet.ownerId'],
  },
  back: false,
});
