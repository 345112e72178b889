import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'user_account', 'fullName', 'full_name'],
      ['renameColumn', 'user_account', 'createdBy', 'created_by'],
    ],
    asks: [
      [
        `--rename 'column:public.user_account."fullName"=full_name'`,
        `--rename 'column:public.user_account."fullName"=created_by'`,
        `--drop 'column:public.user_account."fullName"'`,
      ],
      [
        `--rename 'column:public.user_account."createdBy"=created_by'`,
        `--rename 'column:public.user_account."createdBy"=full_name'`,
        `--drop 'column:public.user_account."createdBy"'`,
      ],
    ],
    answers: ['--rename user_account.fullName=full_name', '--rename user_account.createdBy=created_by'],
  },
  back: false,
});
