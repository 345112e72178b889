import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'post', 'seen', { type: 'timestamptz', nullable: true }],
    ['dropColumn', 'post', 'subtitle'],
  ],
  back: [
    ['addColumn', 'post', 'subtitle', { type: 'varchar', nullable: true }],
    ['dropColumn', 'post', 'seen'],
  ],
});
