import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'post_kind_enum', ['a', 'b']],
    ['addColumn', 'post', 'kind', { type: 'app.post_kind_enum', nullable: false, default: "'a'" }],
  ],
  back: [
    ['dropColumn', 'post', 'kind'],
    ['dropEnum', 'post_kind_enum'],
  ],
});
