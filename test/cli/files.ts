/** The files of small projects, in JavaScript, which loads at once, and in TypeScript, as users have them. */

/** Columns of an EntitySchema: `{ title: "{ type: 'text' }" }`. */
export type Columns = Readonly<Record<string, string>>;

/** A configuration whose entities are all the files in `entities/`. */
export const config = `require('reflect-metadata');
const { DataSource } = require('typeorm');
exports.default = new DataSource({ type: 'postgres', entities: [__dirname + '/entities/*.js'] });
`;

/** An entity with an id and the given columns. */
export function entity(table: string, columns: Columns = {}): string {
  const list = Object.entries(columns).map(([name, options]) => `    ${JSON.stringify(name)}: ${options},\n`);
  return `const { EntitySchema } = require('typeorm');
exports.entity = new EntitySchema({
  name: ${JSON.stringify(table)},
  tableName: ${JSON.stringify(table)},
  columns: {
    id: { type: 'integer', primary: true, generated: true },
${list.join('')}  },
});
`;
}

/** What a revision file says and does. */
export interface RevisionText {
  readonly down?: string | readonly string[] | null;
  readonly labels?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly upgrade?: string;
  readonly downgrade?: string;
  readonly message?: string;
}

/** A revision file in JavaScript. */
export function revision(
  id: string,
  { down = null, labels = [], dependsOn = [], upgrade = '', downgrade = '', message = `do ${id}` }: RevisionText = {},
) {
  return `const { Revision } = require('typeorm-autogen');

/**
 * ${message}
 *
 * Revision ID: ${id}
 * Revises: ${down ?? 'base'}
 * Create date: 2026-11-20 15:03:20 UTC
 */
exports.R${id}1795186980000 = class R${id}1795186980000 extends Revision {
  revision = '${id}';
  downRevision = ${JSON.stringify(down)};
  branchLabels = ${JSON.stringify(labels)};
  dependsOn = ${JSON.stringify(dependsOn)};

  upgrade(op) {
    ${upgrade}
  }

  downgrade(op) {
    ${downgrade}
  }
};
`;
}

const PRIMARY_KEYS: Readonly<Record<string, string>> = {
  users: 'PK_a3ffb1c0c8416b9fc6f907b7433',
  posts: 'PK_2829ac61eff60fcec60d7274b9e',
};

/** A project of two tables with one revision each, as autogen itself would have written them. */
export const twoRevisions = {
  'ormconfig.js': config,
  'entities/users.js': entity('users'),
  'entities/posts.js': entity('posts', { title: "{ type: 'text' }" }),
  'migrations/1_aaaa1111_users.js': revision('aaaa1111', {
    message: 'create users',
    upgrade: createTable('users'),
    downgrade: "op.dropTable('users');",
  }),
  'migrations/2_bbbb2222_posts.js': revision('bbbb2222', {
    down: 'aaaa1111',
    message: 'create posts',
    upgrade: createTable('posts', "title: { type: 'text', nullable: false }"),
    downgrade: "op.dropTable('posts');",
  }),
};

function createTable(name: string, columns = ''): string {
  return `op.createTable('${name}', {
      columns: { id: { type: 'serial', nullable: false }, ${columns} },
      primaryKey: { name: '${PRIMARY_KEYS[name]}', columns: ['id'] },
    });`;
}

/** The same kind of project in TypeScript, without revisions. */
export const typescript = {
  'ormconfig.ts': `import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { AutogenSettings } from 'typeorm-autogen';

export default new DataSource({ type: 'postgres', entities: [\`\${__dirname}/entities/*.ts\`] });

export const autogen: AutogenSettings = {};
`,
  'entities/post.ts': `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('posts')
export class Post {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  title: string;
}
`,
};
