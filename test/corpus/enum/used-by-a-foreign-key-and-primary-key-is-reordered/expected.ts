import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renameEnum', 'kinds', 'kinds__old'],
    ['createEnum', 'kinds', ['b', 'a']],
    ['dropForeignKey', 'FK_*', { table: 'thing' }],
    ['alterColumn', 'kind', 'code', { type: 'public.kinds', using: '"code"::text::"public"."kinds"' }],
    ['alterColumn', 'thing', 'kindCode', { type: 'public.kinds', using: '"kindCode"::text::"public"."kinds"' }],
    ['dropEnum', 'kinds__old'],
    [
      'createForeignKey',
      'FK_*',
      { table: 'thing', columns: ['kindCode'], references: { table: 'kind', columns: ['code'] } },
    ],
  ],
});
