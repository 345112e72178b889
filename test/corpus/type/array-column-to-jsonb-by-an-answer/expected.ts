import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'one', 'x', { type: 'jsonb', using: 'to_jsonb(x)', default: "'[]'" }]],
    asks: [["--using 'column:public.one.x=…'", '--drop column:public.one.x']],
    answers: ['--using one.x=to_jsonb(x)'],
    changes: ['one.x'],
    rows: { 'SELECT x::text FROM one': ['["a", "b"]'] },
  },
  back: false,
});
