import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['createUnique', 'REL_*', { table: 'pet', columns: ['ownerId'] }]], refused: '23505' },
  back: [['dropUnique', 'REL_*', { table: 'pet' }]],
});
