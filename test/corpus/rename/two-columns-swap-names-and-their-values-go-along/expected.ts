import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'pair_mood_a_enum', 'pair_mood_a_enum__old'],
      ['renameEnum', 'pair_mood_b_enum', 'pair_mood_a_enum'],
      ['renameEnum', 'pair_mood_a_enum__old', 'pair_mood_b_enum'],
      ['renameColumn', 'pair', 'a', 'a__old'],
      ['renameColumn', 'pair', 'b', 'a'],
      ['renameColumn', 'pair', 'a__old', 'b'],
      ['renameColumn', 'pair', 'mood_a', 'mood_a__old'],
      ['renameColumn', 'pair', 'mood_b', 'mood_a'],
      ['renameColumn', 'pair', 'mood_a__old', 'mood_b'],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'pair' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'pair' }],
    ],
    asks: [
      [
        '--drop enum:public.pair_mood_a_enum.u',
        '--map-enum enum:public.pair_mood_a_enum.u=x',
        '--map-enum enum:public.pair_mood_a_enum.u=y',
      ],
      [
        '--drop enum:public.pair_mood_a_enum.v',
        '--map-enum enum:public.pair_mood_a_enum.v=x',
        '--map-enum enum:public.pair_mood_a_enum.v=y',
      ],
      [
        '--drop enum:public.pair_mood_b_enum.x',
        '--map-enum enum:public.pair_mood_b_enum.x=u',
        '--map-enum enum:public.pair_mood_b_enum.x=v',
      ],
      [
        '--drop enum:public.pair_mood_b_enum.y',
        '--map-enum enum:public.pair_mood_b_enum.y=u',
        '--map-enum enum:public.pair_mood_b_enum.y=v',
      ],
    ],
    answers: ['--rename pair.a=b', '--rename pair.b=a', '--rename pair.mood_a=mood_b', '--rename pair.mood_b=mood_a'],
  },
  back: {
    operations: [
      ['renameEnum', 'pair_mood_b_enum', 'pair_mood_b_enum__old'],
      ['renameEnum', 'pair_mood_a_enum', 'pair_mood_b_enum'],
      ['renameEnum', 'pair_mood_b_enum__old', 'pair_mood_a_enum'],
      ['renameColumn', 'pair', 'b', 'b__old'],
      ['renameColumn', 'pair', 'a', 'b'],
      ['renameColumn', 'pair', 'b__old', 'a'],
      ['renameColumn', 'pair', 'mood_b', 'mood_b__old'],
      ['renameColumn', 'pair', 'mood_a', 'mood_b'],
      ['renameColumn', 'pair', 'mood_b__old', 'mood_a'],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'pair' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'pair' }],
    ],
    asks: [
      [
        '--drop enum:public.pair_mood_a_enum.x',
        '--map-enum enum:public.pair_mood_a_enum.x=u',
        '--map-enum enum:public.pair_mood_a_enum.x=v',
      ],
      [
        '--drop enum:public.pair_mood_a_enum.y',
        '--map-enum enum:public.pair_mood_a_enum.y=u',
        '--map-enum enum:public.pair_mood_a_enum.y=v',
      ],
      [
        '--drop enum:public.pair_mood_b_enum.u',
        '--map-enum enum:public.pair_mood_b_enum.u=x',
        '--map-enum enum:public.pair_mood_b_enum.u=y',
      ],
      [
        '--drop enum:public.pair_mood_b_enum.v',
        '--map-enum enum:public.pair_mood_b_enum.v=x',
        '--map-enum enum:public.pair_mood_b_enum.v=y',
      ],
    ],
    answers: ['--rename pair.a=b', '--rename pair.b=a', '--rename pair.mood_a=mood_b', '--rename pair.mood_b=mood_a'],
  },
});
