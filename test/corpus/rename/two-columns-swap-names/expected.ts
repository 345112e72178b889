import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterTable', 'pair', { columns: { a: { type: 'varchar' }, b: { type: 'integer', using: '*' } } }]],
  back: [['alterTable', 'pair', { columns: { a: { type: 'integer', using: '*' }, b: { type: 'varchar' } } }]],
});
