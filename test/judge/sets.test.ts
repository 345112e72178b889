import { facts, synchronize, typeormLog, withDatabases } from './judge';
import { selfInconsistency } from './set';
import { entitySets, typeormVersion } from './sets';

const sets = entitySets();
const consistent = sets.filter((set) => selfInconsistency(set, typeormVersion) === undefined);
const inconsistent = sets.filter((set) => selfInconsistency(set, typeormVersion) !== undefined);

describe(`every set is clean for TypeORM ${typeormVersion} itself`, () => {
  test.each(consistent.map((set) => [set.name, set] as const))('%s', async (_name, set) => {
    await withDatabases(1, async ([database]) => {
      await synchronize(set, database!);
      expect(await typeormLog(set, database!)).toEqual([]);
    });
  });
});

describe(`every set marked as inconsistent is so for TypeORM ${typeormVersion}`, () => {
  test.each(inconsistent.map((set) => [set.name, set] as const))('%s', async (_name, set) => {
    await withDatabases(1, async ([database]) => {
      await synchronize(set, database!);
      expect(await typeormLog(set, database!)).not.toEqual([]);
    });
  });
});

describe('the judge itself', () => {
  test('there are enough sets', () => {
    expect(consistent.length).toBeGreaterThanOrEqual(60);
  });

  test('two databases built from one set have equal catalogs, and the catalog is not empty', async () => {
    for (const set of [sets[0]!, sets.at(-1)!]) {
      await withDatabases(2, async ([one, other]) => {
        await synchronize(set, one!);
        await synchronize(set, other!);
        const seen = await facts(set, one!);
        expect(seen).toEqual(await facts(set, other!));
        expect(seen.length).toBeGreaterThan(3);
      });
    }
  });
});
