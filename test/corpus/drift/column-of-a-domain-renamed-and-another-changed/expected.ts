import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'one', 'email', 'address'],
      [
        'alterTable',
        'one',
        {
          columns: {
            address: { nullable: true, default: "'a@b'" },
            other: { type: 'varchar(50)' },
          },
        },
      ],
    ],
    asks: [['--rename column:public.one.email=address', '--drop column:public.one.email']],
    answers: ['--rename one.email=address'],
  },
  back: false,
  differs: ['domain', 'check email_check', 'column public.one.address'],
});
