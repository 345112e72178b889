import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'item', 'code', 'label'],
      ['alterColumn', 'item', 'label', { type: 'varchar(40)', default: "'x'" }],
    ],
    answers: ['--rename item.code=label'],
  },
  back: false,
});
