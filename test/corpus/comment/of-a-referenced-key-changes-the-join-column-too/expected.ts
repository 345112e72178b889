import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['comment', { table: 'owner', column: 'id' }, 'whom'],
    ['comment', { table: 'pet', column: 'ownerId' }, 'whom'],
  ],
  back: [
    ['comment', { table: 'owner', column: 'id' }, 'who'],
    ['comment', { table: 'pet', column: 'ownerId' }, 'who'],
  ],
});
