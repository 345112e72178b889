/** A constraint that rows may not keep to is not the one that an entity wants: drift, and exact on the way back. */

import { keepPromises } from '../property/promises';
import { column, entities, table } from './entities';

const id = column('id', 'integer', { nullable: false });
const owner = table('owner', [id], { primaryKey: { name: 'PK_owner', columns: ['id'] } });
const pet = table('pet', [id, column('owner', 'integer')], {
  checks: [{ name: 'chk', expression: 'id > 0' }],
  foreignKeys: [
    {
      name: 'fk',
      columns: ['owner'],
      references: { schema: 'public', table: 'owner', columns: ['id'] },
      onDelete: 'CASCADE',
      onUpdate: 'NO ACTION',
      deferrable: null,
    },
  ],
});
const wanted = entities([owner, pet]);

const CHECK = 'ALTER TABLE pet DROP CONSTRAINT chk, ADD CONSTRAINT chk CHECK (id > 0)';
const KEY =
  'ALTER TABLE pet DROP CONSTRAINT fk, ADD CONSTRAINT fk FOREIGN KEY (owner) REFERENCES owner ON DELETE CASCADE';

test.each([
  [`${CHECK} NOT VALID`, ['validateCheck']],
  [`${CHECK} NO INHERIT`, ['dropCheck', 'createCheck']],
  [`${CHECK} NO INHERIT NOT VALID`, ['dropCheck', 'createCheck']],
  [`${CHECK} NOT ENFORCED`, ['dropCheck', 'createCheck']],
  [`${KEY} NOT VALID`, ['validateForeignKey']],
  [`${KEY} NOT ENFORCED`, ['dropForeignKey', 'createForeignKey']],
])('%s', async (statement, names) => {
  const kept = await keepPromises({ before: wanted, after: wanted, byHand: [[statement]] });
  // Servers before 18 enforce all.
  if (kept.byHand === 0) expect(statement).toContain('NOT ENFORCED');
  else {
    const changing = kept.comparison.upgrade().filter(({ name }) => name !== 'probe');
    expect(changing.map(({ name }) => name)).toEqual(names);
  }
});
