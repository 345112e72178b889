import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropView', 'count'],
      ['dropView', 'good'],
      ['createView', 'good'],
      ['createView', 'count'],
      ['setTypeormMetadata', { view: 'good' }, 'SELECT id, score FROM post WHERE score > 2'],
    ],
    rows: { 'SELECT n FROM count': ['1'] },
  },
});
