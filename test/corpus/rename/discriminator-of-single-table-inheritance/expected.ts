import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'content', 'type', 'kind'],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'content' }],
    ],
    asks: [['--rename column:public.content.type=kind', '--drop column:public.content.type']],
    answers: ['--rename content.type=kind'],
  },
  back: false,
});
