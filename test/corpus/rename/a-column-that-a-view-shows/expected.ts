import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'post', 'title', 'headline'],
      ['dropView', 'line'],
      ['createView', 'line', { as: 'SELECT id, headline AS text FROM post' }],
      ['setTypeormMetadata', { view: 'line' }, 'SELECT id, headline AS text FROM post'],
    ],
    asks: [['--rename column:public.post.title=headline', '--drop column:public.post.title']],
    answers: ['--rename post.title=headline'],
  },
  back: {
    operations: [
      ['renameColumn', 'post', 'headline', 'title'],
      ['dropView', 'line'],
      ['createView', 'line', { as: 'SELECT id, title AS text FROM post' }],
      ['setTypeormMetadata', { view: 'line' }, 'SELECT id, title AS text FROM post'],
    ],
    asks: [['--rename column:public.post.headline=title', '--drop column:public.post.headline']],
    answers: ['--rename post.headline=title'],
  },
});
