import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'item', 'c', { type: 'integer', nullable: false, default: "'7'" }],
      ['alterTable', 'item', { columns: { a: { default: "'b'" }, b: { default: null } } }],
    ],
    rows: { 'SELECT c FROM item': ['7'] },
  },
  back: [
    ['alterTable', 'item', { columns: { a: { default: "'a'" }, b: { default: "'1'" } } }],
    ['dropColumn', 'item', 'c'],
  ],
});
