import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['setTypeormMetadata', { view: 'line' }, null],
    ['dropView', 'line'],
  ],
  back: [
    ['createView', 'line', { as: 'SELECT id, title FROM post' }],
    ['setTypeormMetadata', { view: 'line' }, 'SELECT id, title FROM post'],
  ],
});
