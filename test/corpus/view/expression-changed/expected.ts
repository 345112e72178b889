import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropView', 'top'],
      ['createView', 'top', { as: 'SELECT id, title FROM post WHERE score > 2' }],
      ['setTypeormMetadata', { view: 'top' }, 'SELECT id, title FROM post WHERE score > 2'],
    ],
    rows: { 'SELECT title FROM top': ['b'] },
  },
  back: [
    ['dropView', 'top'],
    ['createView', 'top', { as: 'SELECT id, title FROM post WHERE score > 1' }],
    ['setTypeormMetadata', { view: 'top' }, 'SELECT id, title FROM post WHERE score > 1'],
  ],
});
