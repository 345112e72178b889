import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createEnum', 'one_x_enum', ['yes', 'no']],
      [
        'alterColumn',
        'one',
        'x',
        { type: 'public.one_x_enum', using: "CASE WHEN x THEN 'yes' ELSE 'no' END::one_x_enum", default: "'no'" },
      ],
    ],
    asks: [["--using 'column:public.one.x=…'", '--drop column:public.one.x']],
    answers: ["--using one.x=CASE WHEN x THEN 'yes' ELSE 'no' END::one_x_enum"],
    changes: ['one.x'],
  },
  back: false,
});
