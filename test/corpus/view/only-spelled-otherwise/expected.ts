import { expected } from '../../scenario';

export default expected({
  upgrade: [['setTypeormMetadata', { view: 'line' }, 'select "post"."id", "post"."title" from "post"']],
  back: [['setTypeormMetadata', { view: 'line' }, 'SELECT id, title FROM post']],
});
