import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createView', 'line', { as: 'SELECT id FROM post' }],
    ['setTypeormMetadata', { view: 'line' }, 'SELECT id FROM post'],
  ],
  back: false,
  differs: ['type=VIEW schema=public table=(null) name=line'],
});
