import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'owner', 'id', { type: 'bigint' }],
    ['alterColumn', 'pet', 'ownerId', { type: 'bigint' }],
    ['alterSequence', 'owner_id_seq', { type: 'bigint', max: '9223372036854775807' }],
  ],
  back: [
    ['alterColumn', 'owner', 'id', { type: 'integer' }],
    ['alterColumn', 'pet', 'ownerId', { type: 'integer' }],
    ['alterSequence', 'owner_id_seq', { type: 'integer', max: '2147483647' }],
  ],
});
