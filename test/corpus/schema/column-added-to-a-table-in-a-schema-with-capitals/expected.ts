import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'post_kind_enum', ['a', 'b'], { schema: 'My App' }],
    ['addColumn', 'post', 'kind', { type: 'My App.post_kind_enum', nullable: true }],
  ],
  back: [
    ['dropColumn', 'post', 'kind'],
    ['dropEnum', 'post_kind_enum', { schema: 'My App' }],
  ],
});
