import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'page', 'deletedAt', { type: 'timestamptz', nullable: true }],
    ['dropUnique', 'UQ_slug', { table: 'page' }],
    ['createIndex', 'UQ_slug', { table: 'page', columns: ['slug'], unique: true, where: '"deletedAt" IS NULL' }],
  ],
  back: [
    ['dropIndex', 'UQ_slug', { table: 'page' }],
    ['createUnique', 'UQ_slug', { table: 'page', columns: ['slug'] }],
    ['dropColumn', 'page', 'deletedAt'],
  ],
});
