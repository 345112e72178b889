import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'one_x_enum', 'one_x_enum__old'],
      ['createEnum', 'one_x_enum', ['a', 'c']],
      ['dropColumn', 'one', 'first', { generated: true }],
      ['alterColumn', 'one', 'x', { type: 'public.one_x_enum', using: '"x"::text::"public"."one_x_enum"' }],
      ['dropEnum', 'one_x_enum__old'],
      ['addColumn', 'one', 'first', { type: 'boolean', nullable: false, generated: "x = 'a'" }],
    ],
    asks: [
      [
        '--map-enum enum:public.one_x_enum.b=c',
        '--map-enum enum:public.one_x_enum.b=a',
        '--drop enum:public.one_x_enum.b',
      ],
    ],
    answers: ['--drop one_x_enum.b'],
  },
  back: false,
});
