import { engine } from './engine';
import { judgeSet } from './judge';
import { entitySets, typeormVersion } from './sets';

describe(`the engine builds what TypeORM ${typeormVersion} would, and finds nothing to change in it`, () => {
  if (engine === undefined) {
    test.todo('connect the engine in engine.ts');
    return;
  }
  const judged = engine;
  test.each(entitySets().map((set) => [set.name, set] as const))('%s', async (_name, set) => {
    await judgeSet(set, judged);
  });
});
