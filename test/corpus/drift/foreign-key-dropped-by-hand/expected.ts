import { expected } from '../../scenario';

export default expected({
  upgrade: [['createForeignKey', 'fk', { table: 'pet' }]],
  back: false,
});
