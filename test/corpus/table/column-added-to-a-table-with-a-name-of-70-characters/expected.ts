import { expected } from '../../scenario';

export default expected({
  upgrade: [
    [
      'addColumn',
      'ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt',
      'note',
      { type: 'varchar', nullable: true },
    ],
  ],
  back: [['dropColumn', 'ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt', 'note']],
});
