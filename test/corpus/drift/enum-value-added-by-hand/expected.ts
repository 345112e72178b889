import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'item_state_enum', '*'],
      ['createEnum', 'item_state_enum', ['a', 'b']],
      ['alterColumn', 'item', 'state', { type: 'public.item_state_enum', using: '*' }],
      ['dropEnum', '*'],
    ],
    asks: [
      [
        '--map-enum enum:public.item_state_enum.c=a',
        '--map-enum enum:public.item_state_enum.c=b',
        '--drop enum:public.item_state_enum.c',
      ],
    ],
    answers: ['--drop item_state_enum.c'],
  },
  back: false,
});
