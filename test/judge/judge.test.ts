import { engine } from './engine';
import { judgeSet } from './judge';
import { entitySets, typeormVersion } from './sets';

describe(`the engine builds what TypeORM ${typeormVersion} would, and finds nothing to change in it`, () => {
  test.each(entitySets().map((set) => [set.name, set] as const))('%s', async (_name, set) => {
    await judgeSet(set, engine);
  });
});
