import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'invoice', 'userId', 'owner_ref'],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'invoice' }],
      ['createTable', 'tenant'],
      ['addColumn', 'invoice', 'tenantId', { type: 'integer', nullable: true }],
      ['createForeignKey', 'FK_*', { table: 'invoice', columns: ['tenantId'] }],
    ],
    asks: [
      [
        `--rename 'column:public.invoice."userId"=owner_ref'`,
        `--rename 'column:public.invoice."userId"="tenantId"'`,
        `--drop 'column:public.invoice."userId"'`,
      ],
    ],
    answers: [`--rename 'column:public.invoice."userId"=owner_ref'`],
  },
  back: false,
});
