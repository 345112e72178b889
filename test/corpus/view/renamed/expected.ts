import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createView', 'rows_of_text', { as: 'SELECT id FROM post' }],
    ['setTypeormMetadata', { view: 'rows_of_text' }, 'SELECT id FROM post'],
    ['setTypeormMetadata', { view: 'lines' }, null],
    ['dropView', 'lines'],
  ],
});
