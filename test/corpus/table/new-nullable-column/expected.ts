import { expected } from '../../scenario';

export default expected({
  upgrade: [['addColumn', 'post', 'title', { type: 'varchar', nullable: true }]],
  back: [['dropColumn', 'post', 'title']],
});
