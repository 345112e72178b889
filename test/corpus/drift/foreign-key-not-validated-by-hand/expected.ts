import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterForeignKey', 'fk', { table: 'pet', deferrable: false }],
    ['validateForeignKey', 'fk', { table: 'pet' }],
  ],
  back: false,
});
