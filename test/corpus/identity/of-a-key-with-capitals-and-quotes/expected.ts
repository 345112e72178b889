import { expected } from '../../scenario';

export default expected({
  upgrade: [
    [
      'serialToIdentity',
      'User Accounts',
      'Account Id',
      { identity: 'by default', sequence: 'User Accounts_Account Id_seq' },
    ],
  ],
  back: [['identityToSerial', 'User Accounts', 'Account Id', { sequence: 'User Accounts_Account Id_seq' }]],
});
