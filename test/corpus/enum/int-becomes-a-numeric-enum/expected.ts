import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createEnum', 'one_x_enum', ['0', '1']],
      ['alterColumn', 'one', 'x', { type: 'public.one_x_enum', using: 'x::text::one_x_enum', default: "'0'" }],
    ],
    asks: [["--using 'column:public.one.x=…'", '--drop column:public.one.x']],
    answers: ['--using one.x=x::text::one_x_enum'],
  },
  back: false,
});
