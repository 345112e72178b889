import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameForeignKey', 'fk_old', 'fk_new', { table: 'pet' }]],
  back: [['renameForeignKey', 'fk_new', 'fk_old', { table: 'pet' }]],
});
