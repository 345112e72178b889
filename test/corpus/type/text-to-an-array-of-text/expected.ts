import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      [
        'alterColumn',
        'post',
        'tag',
        { type: 'text[]', using: 'CASE WHEN "tag" IS NOT NULL THEN ARRAY["tag"]::text[] END' },
      ],
    ],
    changes: ['post.tag'],
    rows: { 'SELECT tag::text FROM post ORDER BY id': ['{a}', '{"b c"}', null] },
  },
  back: { operations: [['alterColumn', 'post', 'tag', { type: 'text' }]], changes: ['post.tag'] },
});
