import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'post_tags_tag' }],
    ['alterColumn', 'post_tags_tag', 'tagId', { type: 'uuid', using: '*' }],
    ['alterColumn', 'tag', 'id', { type: 'uuid', using: '*' }],
    ['createForeignKey', 'FK_*', { table: 'post_tags_tag' }],
  ],
});
