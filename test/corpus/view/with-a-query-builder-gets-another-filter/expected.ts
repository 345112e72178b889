import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'open'],
    ['createView', 'open'],
    ['setTypeormMetadata', { view: 'open' }, '*'],
  ],
});
