import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropColumn', 'item', 'b'],
      ['alterColumn', 'item', 'a', { type: 'bigint' }],
      ['addColumn', 'item', 'b', { type: 'bigint', nullable: false, generated: 'a * 2' }],
    ],
    rows: { 'SELECT b FROM item': ['8'] },
  },
  back: [
    ['dropColumn', 'item', 'b'],
    ['alterColumn', 'item', 'a', { type: 'integer' }],
    ['addColumn', 'item', 'b', { type: 'bigint', nullable: false, generated: 'a * 2' }],
  ],
});
