import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'line'],
    ['createView', 'line', { materialized: true, as: 'SELECT id, title FROM post' }],
    ['setTypeormMetadata', { view: 'line', materialized: true }, 'SELECT id, title FROM post'],
  ],
  back: [
    ['dropView', 'line', { materialized: true }],
    ['createView', 'line', { as: 'SELECT id, title FROM post' }],
    ['setTypeormMetadata', { view: 'line' }, 'SELECT id, title FROM post'],
  ],
});
