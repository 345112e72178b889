import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'post', 'tags', { type: 'text[]', using: "string_to_array(tags, ',')" }]],
    answers: ["--using column:public.post.tags=string_to_array(tags, ',')"],
    changes: ['post.tags'],
    rows: { 'SELECT tags::text FROM post': ['{a,b}'] },
  },
  back: { operations: [['alterColumn', 'post', 'tags', { type: 'text' }]], changes: ['post.tags'] },
});
