/** The README's example for NestJS: autogen works with its file, and what it hands to TypeOrmModule upgrades and connects. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { Project } from '../cli/command';
import { writeFiles } from '../folder';
import { blocks } from './readme';

const files = Object.fromEntries(
  blocks('ts').flatMap((block) => {
    const [, path] = /^\/\/ (src\/\S+)\n/.exec(block) ?? [];
    return path === undefined ? [] : [[path, block] as const];
  }),
);

/** As much of NestJS as the example uses: it is no dependency of this project. */
const nest = {
  'node_modules/@nestjs/common/index.d.ts':
    'export declare function Module(metadata: { imports?: readonly object[] }): ClassDecorator;\n',
  'node_modules/@nestjs/common/index.js':
    'exports.Module = (metadata) => (target) => { target.metadata = metadata; };\n',
  'node_modules/@nestjs/typeorm/index.d.ts': `import type { DataSource, DataSourceOptions } from 'typeorm';
export interface TypeOrmModuleAsyncOptions {
  useFactory?: () => Promise<DataSourceOptions> | DataSourceOptions;
  dataSourceFactory?: (options?: DataSourceOptions) => Promise<DataSource>;
}
export declare class TypeOrmModule { static forRootAsync(options: TypeOrmModuleAsyncOptions): object; }
`,
  'node_modules/@nestjs/typeorm/index.js': 'exports.TypeOrmModule = { forRootAsync: (options) => options };\n',
};

const post = `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('posts')
export class Post {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  title: string;
}
`;

test('the example compiles, and serves autogen and the application', async () => {
  expect(Object.keys(files).sort()).toEqual(['src/app.module.ts', 'src/data-source.ts']);
  const project = await Project.onServer({ ...files, 'src/posts/post.entity.ts': post, 'package.json': '{}' });
  try {
    writeFiles(project.root, nest);
    mkdirSync(project.path('src/migrations'));
    expect(await project.autogen(['revision', '-m', 'posts'])).toMatchObject({ code: 0 });

    const names = [
      'app.module.ts',
      'posts/post.entity.ts',
      ...readdirSync(project.path('src/migrations')).map((name) => `migrations/${name}`),
    ];
    const program = ts.createProgram(
      names.map((name) => join(project.root, 'src', name)),
      {
        ...{ module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
        ...{ target: ts.ScriptTarget.ES2022, outDir: project.path('dist'), rootDir: project.path('src') },
        ...{ strict: true, strictPropertyInitialization: false, skipLibCheck: true, types: ['node'] },
        typeRoots: [project.path('node_modules/@types')],
        ...{ experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: false },
      },
    );
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
    program.emit();

    project.write({
      'start.js': `const [typeorm] = require('./dist/app.module.js').AppModule.metadata.imports;
        (async () => {
          const dataSource = await typeorm.dataSourceFactory(await typeorm.useFactory());
          await dataSource.getRepository(require('./dist/posts/post.entity.js').Post).insert({ title: 'one' });
          await dataSource.destroy();
        })();`,
    });
    const env = { ...process.env, DATABASE_URL: project.url };
    const { status, stderr } = spawnSync(process.execPath, ['start.js'], { cwd: project.root, env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await project.versions()).toHaveLength(1);
    expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
    const compiled = ['check', '-d', 'dist/data-source.js'];
    expect(await project.autogen(compiled)).toMatchObject({ code: 0 });
  } finally {
    await project.end();
  }
});
