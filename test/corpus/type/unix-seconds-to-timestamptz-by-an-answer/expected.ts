import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'one', 'at', { type: 'timestamptz', using: 'to_timestamp(at)' }]],
    asks: [["--using 'column:public.one.at=…'", '--drop column:public.one.at']],
    answers: ['--using one.at=to_timestamp(at)'],
    changes: ['one.at'],
    downgradeRefused: '22P02',
    rows: { 'SELECT extract(epoch FROM at)::int FROM one': ['0'] },
  },
  back: false,
});
