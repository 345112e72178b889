import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'item', 'id', { default: null }],
    ['dropSequence', 'item_id_seq'],
  ],
});
