import { expected } from '../../scenario';

export default expected({
  upgrade: [
    [
      'alterTable',
      'post',
      { columns: { score: { type: 'double precision' }, title: { type: 'varchar(40)' }, views: { type: 'bigint' } } },
    ],
  ],
  back: [
    [
      'alterTable',
      'post',
      { columns: { score: { type: 'real' }, title: { type: 'varchar(20)' }, views: { type: 'integer' } } },
    ],
  ],
});
