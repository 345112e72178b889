import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'uuid-ossp'],
      ['dropForeignKey', 'FK_*', { table: 'node' }],
      ['dropPrimaryKey', 'PK_*', { table: 'node' }],
      ['dropColumn', 'node', 'id'],
      ['addColumn', 'node', 'id', { type: 'uuid', nullable: false, default: 'uuid_generate_v4()' }],
      ['dropColumn', 'node', 'parentId'],
      ['addColumn', 'node', 'parentId', { type: 'uuid', nullable: true }],
      ['createPrimaryKey', 'PK_*', { table: 'node', columns: ['id'] }],
      [
        'createForeignKey',
        'FK_*',
        { table: 'node', columns: ['parentId'], references: { table: 'node', columns: ['id'] } },
      ],
    ],
    asks: [
      ["--using 'column:public.node.id=…'", '--drop column:public.node.id'],
      [`--using 'column:public.node."parentId"=…'`, `--drop 'column:public.node."parentId"'`],
    ],
    answers: ['--drop node.id', '--drop node.parentId'],
  },
  back: false,
});
