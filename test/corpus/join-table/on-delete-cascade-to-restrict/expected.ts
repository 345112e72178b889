import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'post_tags_tag' }],
    ['createForeignKey', 'FK_*', { onDelete: 'RESTRICT' }],
  ],
  back: [
    ['dropForeignKey', 'FK_*', { table: 'post_tags_tag' }],
    ['createForeignKey', 'FK_*', { onDelete: 'CASCADE' }],
  ],
});
