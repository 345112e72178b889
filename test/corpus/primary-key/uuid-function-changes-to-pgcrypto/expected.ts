import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createExtension', 'pgcrypto'],
    ['alterColumn', 'item', 'id', { default: 'gen_random_uuid()' }],
  ],
  back: [['alterColumn', 'item', 'id', { default: 'uuid_generate_v4()' }]],
});
