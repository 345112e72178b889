import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterTable', 'one', { columns: { a: { type: 'numeric' }, b: { type: 'timetz' } } }]],
    changes: ['one.a', 'one.b'],
  },
  back: {
    operations: [['alterTable', 'one', { columns: { a: { type: 'money' }, b: { type: 'time' } } }]],
    changes: ['one.a', 'one.b'],
  },
});
