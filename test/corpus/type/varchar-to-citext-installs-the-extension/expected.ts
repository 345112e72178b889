import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createExtension', 'citext'],
    ['alterColumn', 'post', 'slug', { type: 'citext' }],
  ],
  back: [['alterColumn', 'post', 'slug', { type: 'varchar' }]],
});
