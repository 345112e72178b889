import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'post', 'title', 'headline'],
      ['setTypeormMetadata', { table: 'post', column: 'loud' }, 'upper(headline)'],
    ],
    asks: [['--rename column:public.post.title=headline', '--drop column:public.post.title']],
    answers: ['--rename post.title=headline'],
    rows: { 'SELECT loud FROM post': ['A'] },
  },
  back: {
    operations: [
      ['renameColumn', 'post', 'headline', 'title'],
      ['setTypeormMetadata', { table: 'post', column: 'loud' }, 'upper(title)'],
    ],
    asks: [['--rename column:public.post.headline=title', '--drop column:public.post.headline']],
    answers: ['--rename post.headline=title'],
  },
});
