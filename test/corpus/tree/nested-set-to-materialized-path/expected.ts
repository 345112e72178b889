import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'topic', 'mpath', { type: 'varchar', nullable: true, default: "''" }],
    ['dropColumn', 'topic', 'nsleft'],
    ['dropColumn', 'topic', 'nsright'],
  ],
});
