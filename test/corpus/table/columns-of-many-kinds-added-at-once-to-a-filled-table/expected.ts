import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'post', 'price', { type: 'numeric(10,2)', nullable: false, default: "'0'" }],
    ['addColumn', 'post', 'tags', { type: 'text[]', nullable: false, default: "'{}'" }],
    ['addColumn', 'post', 'meta', { type: 'jsonb', nullable: false, default: "'{}'" }],
    ['addColumn', 'post', 'open', { type: 'boolean', nullable: false, default: 'false' }],
    ['addColumn', 'post', 'made', { type: 'timestamptz', nullable: false, default: 'now()' }],
    ['addColumn', 'post', 'gone', { type: 'timestamp', nullable: true }],
    ['addColumn', 'post', 'version', { type: 'integer', nullable: false, default: "'1'" }],
  ],
});
