import { expected } from '../../scenario';

export default expected({
  differs: ['touched'],
  upgrade: [
    ['dropTrigger', 'touched', { table: 'one' }],
    ['alterColumn', 'one', 'n', { from: 'integer', type: 'bigint' }],
    ['createTrigger', 'touched', { table: 'one' }],
  ],
  back: [
    ['dropTrigger', 'touched', { table: 'one' }],
    ['alterColumn', 'one', 'n', { from: 'bigint', type: 'integer' }],
    ['createTrigger', 'touched', { table: 'one' }],
  ],
});
