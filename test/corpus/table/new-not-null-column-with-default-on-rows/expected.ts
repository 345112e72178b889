import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['addColumn', 'post', 'title', { type: 'varchar', nullable: false, default: "'none'" }]],
    rows: { 'SELECT title FROM post': ['none'] },
  },
  back: [['dropColumn', 'post', 'title']],
});
