import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['alterColumn', 'other', 'level', { type: 'public.level', using: '*' }],
      ['dropEnum', 'other_level_enum'],
    ],
    asks: [[`--using 'column:public.other.level="level"::text::"public"."level"'`, '--drop column:public.other.level']],
    answers: [`--using 'column:public.other.level="level"::text::"public"."level"'`],
  },
  back: {
    operations: [
      ['createEnum', 'other_level_enum', ['a', 'b']],
      ['alterColumn', 'other', 'level', { type: 'public.other_level_enum', using: '*' }],
    ],
    asks: [
      [
        `--using 'column:public.other.level="level"::text::"public"."other_level_enum"'`,
        '--drop column:public.other.level',
      ],
    ],
    answers: [`--using 'column:public.other.level="level"::text::"public"."other_level_enum"'`],
  },
});
