import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['alterColumn', 'one', 'made', { type: 'timestamptz', default: 'now()' }],
      ['alterColumn', 'two', 'made', { type: 'timestamptz', default: 'now()' }],
    ],
    changes: ['one.made'],
  },
  back: {
    operations: [
      ['alterColumn', 'one', 'made', { type: 'timestamp', default: 'now()' }],
      ['alterColumn', 'two', 'made', { type: 'timestamp', default: 'now()' }],
    ],
    changes: ['one.made'],
  },
});
