import { expected } from '../../scenario';

export default expected({
  upgrade: [['addColumn', 'post_tag', 'note', { type: 'varchar', nullable: true }]],
  back: [['dropColumn', 'post_tag', 'note']],
});
