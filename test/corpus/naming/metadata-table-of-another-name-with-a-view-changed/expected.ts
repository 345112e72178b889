import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'top'],
    ['createView', 'top'],
    ['setTypeormMetadata', { view: 'top' }, 'SELECT id FROM post WHERE score > 2'],
  ],
  back: [
    ['dropView', 'top'],
    ['createView', 'top'],
    ['setTypeormMetadata', { view: 'top' }, 'SELECT id FROM post WHERE score > 1'],
  ],
});
