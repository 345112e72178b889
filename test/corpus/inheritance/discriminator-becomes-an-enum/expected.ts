import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'content_type_enum', ['Photo', 'Video']],
    ['alterColumn', 'content', 'type', { type: 'public.content_type_enum', using: '*' }],
  ],
  back: [
    ['alterColumn', 'content', 'type', { type: 'varchar' }],
    ['dropEnum', 'content_type_enum'],
  ],
});
