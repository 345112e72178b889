import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropExclusion', 'xcl', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'bigint', default: "'1'" }],
    ['createExclusion', 'xcl', { table: 'item', definition: 'USING gist (span WITH &&, n WITH =)' }],
  ],
});
