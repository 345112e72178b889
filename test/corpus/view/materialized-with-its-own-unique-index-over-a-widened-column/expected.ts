import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'total', { materialized: true }],
    ['alterColumn', 'sale', 'amount', { type: 'bigint' }],
    ['createView', 'total', { materialized: true }],
    ['createIndex', 'ix_shop', { table: 'total' }],
  ],
});
