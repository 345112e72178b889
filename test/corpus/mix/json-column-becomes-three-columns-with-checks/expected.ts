import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'box', 'width', { type: 'real', nullable: false, default: "'1'" }],
      ['addColumn', 'box', 'height', { type: 'real', nullable: false, default: "'1'" }],
      ['addColumn', 'box', 'area', { type: 'real', nullable: false, generated: 'width * height' }],
      ['createCheck', 'CHK_size', { table: 'box', expression: 'width > 0 AND height > 0' }],
      ['setTypeormMetadata', { table: 'box', column: 'area' }, 'width * height'],
      ['dropColumn', 'box', 'size'],
    ],
    rows: { 'SELECT area FROM box': ['1'] },
  },
  back: [
    ['addColumn', 'box', 'size', { type: 'jsonb', nullable: false, default: "'{}'" }],
    ['setTypeormMetadata', { table: 'box', column: 'area' }, null],
    ['dropCheck', 'CHK_size', { table: 'box' }],
    ['dropColumn', 'box', 'area', { generated: true }],
    ['dropColumn', 'box', 'width'],
    ['dropColumn', 'box', 'height'],
  ],
});
