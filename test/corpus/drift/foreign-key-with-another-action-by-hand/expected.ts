import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'fk', { table: 'pet' }],
    ['createForeignKey', 'fk', { table: 'pet', onDelete: 'CASCADE' }],
  ],
  back: false,
});
