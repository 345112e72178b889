import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropColumn', 'one', 'x'],
      ['addColumn', 'one', 'x', { type: 'polygon', nullable: true }],
    ],
    asks: [["--using 'column:public.one.x=…'", '--drop column:public.one.x']],
    answers: ['--drop one.x'],
  },
  back: false,
});
