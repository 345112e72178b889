import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropColumn', 'item', 'b'],
      ['addColumn', 'item', 'b', { type: 'text', nullable: false, generated: `"a" || '"x"'` }],
      ['setTypeormMetadata', { table: 'item', column: 'b' }, `"a" || '"x"'`],
    ],
  },
});
