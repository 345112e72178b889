import { expected } from '../../scenario';

export default expected({
  upgrade: [['createIndex', 'ix', { columns: ['a', { column: 'b', order: 'desc' }] }]],
  back: [['dropIndex', 'ix', { table: 'item' }]],
  differs: ['index public.ix on public.item'],
});
