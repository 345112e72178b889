import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'one_x_enum', ['a', 'b']],
    [
      'alterColumn',
      'one',
      'x',
      { type: 'public.one_x_enum[]', using: '"x"::"public"."one_x_enum"[]', default: "'{}'" },
    ],
  ],
  back: [
    ['alterColumn', 'one', 'x', { type: 'text[]', default: "'{}'" }],
    ['dropEnum', 'one_x_enum'],
  ],
});
