import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'item', 'count', 'total'],
      ['alterColumn', 'item', 'total', { type: 'bigint' }],
    ],
    answers: ['--rename item.count=total'],
  },
  back: false,
});
