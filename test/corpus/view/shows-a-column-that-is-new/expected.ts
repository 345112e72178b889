import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'post', 'title', { type: 'varchar', nullable: false, default: "'x'" }],
    ['dropView', 'line'],
    ['createView', 'line', { as: 'SELECT id, title FROM post' }],
    ['setTypeormMetadata', { view: 'line' }, 'SELECT id, title FROM post'],
  ],
});
