import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'hstore'],
      ['dropColumn', 'one', 'x'],
      ['addColumn', 'one', 'x', { type: 'hstore', nullable: true }],
    ],
    asks: [["--using 'column:public.one.x=…'", '--drop column:public.one.x']],
    answers: ['--drop one.x'],
  },
  back: false,
});
