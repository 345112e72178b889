import { expected } from '../../scenario';

export default expected({
  since: 15,
  upgrade: [['addColumn', 'item', 'more', { type: 'varchar', nullable: true }]],
  back: [['dropColumn', 'item', 'more']],
  differs: ['index public.ix on public.item'],
});
