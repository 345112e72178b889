/** Finds the entity sets. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { POSTGRES_MAJOR } from '../postgres-major';
import type { EntitySet, NamedSet, TypeormVersion } from './set';

const folder = join(__dirname, 'sets');

/** The version of TypeORM that `import … from 'typeorm'` means here: jest's second project maps it to 0.3. */
export const typeormVersion: TypeormVersion = packageVersion().startsWith('0.3.') ? '0.3' : '1';

/** The sets that this version of TypeORM can build on this server, sorted by name. */
export function entitySets(): NamedSet[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file): NamedSet => {
      const { default: set } = require(join(folder, file)) as { default: EntitySet };
      return { ...set, name: file.replace(/\.ts$/, '') };
    })
    .filter((set) => set.typeorm === undefined || set.typeorm.only === typeormVersion)
    .filter(({ sincePostgres = 0 }) => sincePostgres <= POSTGRES_MAJOR);
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(dirname(require.resolve('typeorm')), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
