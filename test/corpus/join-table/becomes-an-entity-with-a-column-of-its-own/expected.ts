import { expected } from '../../scenario';

export default expected({
  upgrade: [['addColumn', 'post_tag', 'weight', { type: 'integer', nullable: false, default: "'0'" }]],
  back: [['dropColumn', 'post_tag', 'weight']],
});
