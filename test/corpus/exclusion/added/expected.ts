import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createExtension', 'btree_gist'],
    ['createExclusion', 'xcl', { table: 'item', definition: 'USING gist (span WITH &&)' }],
  ],
  back: [['dropExclusion', 'xcl', { table: 'item' }]],
});
