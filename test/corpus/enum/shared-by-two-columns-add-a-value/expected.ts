import { expected } from '../../scenario';

export default expected({
  upgrade: [['addEnumValue', 'level', 'c']],
  back: {
    operations: [
      ['renameEnum', 'level', '*'],
      ['createEnum', 'level', ['a', 'b']],
      [
        'alterTable',
        'task',
        { columns: { one: { type: 'public.level', using: '*' }, other: { type: 'public.level', using: '*' } } },
      ],
      ['dropEnum', '*'],
    ],
    asks: [['--map-enum enum:public.level.c=a', '--map-enum enum:public.level.c=b', '--drop enum:public.level.c']],
    answers: ['--drop level.c'],
  },
});
