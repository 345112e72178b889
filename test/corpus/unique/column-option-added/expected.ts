import { expected } from '../../scenario';

export default expected({
  upgrade: [['createUnique', 'UQ_*', { table: 'item', columns: ['a'] }]],
  back: [['dropUnique', 'UQ_*', { table: 'item' }]],
});
