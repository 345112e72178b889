import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'one', 'id', { default: `nextval('"public"."one_id_seq"'::regclass)` }]],
  back: false,
});
