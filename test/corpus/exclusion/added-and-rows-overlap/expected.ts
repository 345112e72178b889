import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'btree_gist'],
      ['createExclusion', 'xcl'],
    ],
    refused: '23P01',
  },
  back: false,
});
