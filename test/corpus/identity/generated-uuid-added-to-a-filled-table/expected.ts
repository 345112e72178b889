import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'uuid-ossp'],
      ['addColumn', 'item', 'token', { type: 'uuid', nullable: false, default: 'uuid_generate_v4()' }],
    ],
    rows: { 'SELECT count(DISTINCT token) FROM item': ['2'] },
  },
  back: [['dropColumn', 'item', 'token']],
});
