import { expected } from '../../scenario';

export default expected({
  since: 15,
  upgrade: [['addColumn', 'item', 'b', { type: 'varchar', nullable: true }]],
  back: [['dropColumn', 'item', 'b']],
  differs: ['table public.item', 'column public.item.a', 'sequence public.item_id_seq'],
});
