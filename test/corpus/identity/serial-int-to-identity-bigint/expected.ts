import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'item', 'id', { type: 'bigint' }],
    ['serialToIdentity', 'item', 'id', { identity: 'by default', sequence: 'item_id_seq' }],
  ],
});
