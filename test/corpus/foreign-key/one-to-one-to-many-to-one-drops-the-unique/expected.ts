import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropUnique', 'REL_*', { table: 'pet' }]],
  back: [['createUnique', 'REL_*', { table: 'pet', columns: ['ownerId'] }]],
});
