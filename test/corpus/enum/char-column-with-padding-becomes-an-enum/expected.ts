import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'one_x_enum', ['a', 'b']],
    ['alterColumn', 'one', 'x', { type: 'public.one_x_enum', using: '"x"::text::"public"."one_x_enum"' }],
  ],
  back: {
    operations: [
      ['alterColumn', 'one', 'x', { type: 'char(5)' }],
      ['dropEnum', 'one_x_enum'],
    ],
    changes: ['one.x'],
  },
});
