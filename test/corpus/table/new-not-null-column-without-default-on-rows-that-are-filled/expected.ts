import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'item', 'slug', { type: 'varchar', nullable: true }],
      ['backfill', 'item', { set: { slug: 'lower(name)' } }],
      ['alterColumn', 'item', 'slug', { nullable: false }],
    ],
    answers: ['--backfill item.slug=lower(name)'],
    rows: { 'SELECT slug FROM item': ['a'] },
  },
  back: false,
});
