import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['alterColumn', 'other', 'level', { type: 'public.level', using: '*' }],
      ['dropEnum', 'other_level_enum'],
    ],
  },
  back: {
    operations: [
      ['createEnum', 'other_level_enum', ['a', 'b']],
      ['alterColumn', 'other', 'level', { type: 'public.other_level_enum', using: '*' }],
    ],
  },
});
