/** Changes that people make to entities, each with rows in the table: what the README's comparison is measured on. */

export interface EntityChange {
  /** As the README says it. */
  readonly name: string;
  /** The entities as TypeScript, without imports. */
  readonly before: string;
  readonly after: string;
  /** SQL that fills the tables of `before`. */
  readonly rows: string;
  /** SQL whose result must be the same afterwards, in the names of `before` and of `after`. */
  readonly look: { readonly before: string; readonly after: string };
  /** What it is called when the result is the same, and when it is not. */
  readonly words?: { readonly same: string; readonly other: string };
  /** The answer to the question that autogen asks, where it asks one. */
  readonly answer?: readonly string[];
}

function post(column: string, others = ''): string {
  return `${others}
    @Entity('posts')
    export class Post {
      @PrimaryGeneratedColumn() id!: number;
      ${column}
    }`;
}

const TITLES = `INSERT INTO posts (title) VALUES ('first'), ('second')`;
const SAME_TITLES = {
  before: 'SELECT id, title FROM posts ORDER BY id',
  after: 'SELECT id, title FROM posts ORDER BY id',
};

export const changes: readonly EntityChange[] = [
  {
    name: '`varchar(100)` becomes `varchar(200)`',
    before: post('@Column({ length: 100 }) title!: string;'),
    after: post('@Column({ length: 200 }) title!: string;'),
    rows: TITLES,
    look: SAME_TITLES,
  },
  {
    name: '`varchar` becomes `text`',
    before: post('@Column() title!: string;'),
    after: post(`@Column('text') title!: string;`),
    rows: TITLES,
    look: SAME_TITLES,
  },
  {
    name: '`integer` becomes `bigint`, a nullable column',
    before: post(`@Column('integer', { nullable: true }) views!: number | null;`),
    after: post(`@Column('bigint', { nullable: true }) views!: string | null;`),
    rows: 'INSERT INTO posts (views) VALUES (7), (NULL)',
    look: {
      before: 'SELECT id, views::text FROM posts ORDER BY id',
      after: 'SELECT id, views::text FROM posts ORDER BY id',
    },
  },
  {
    name: 'a property is renamed, `title` to `headline`',
    before: post('@Column({ nullable: true }) title!: string;'),
    after: post('@Column({ nullable: true }) headline!: string;'),
    rows: TITLES,
    look: { before: 'SELECT id, title FROM posts ORDER BY id', after: 'SELECT id, headline FROM posts ORDER BY id' },
    answer: ['--rename', 'posts.title=headline'],
  },
  {
    name: 'two properties are renamed at once',
    before: post('@Column({ nullable: true }) title!: string; @Column({ nullable: true }) content!: string;'),
    after: post('@Column({ nullable: true }) headline!: string; @Column({ nullable: true }) body!: string;'),
    rows: `INSERT INTO posts (title, content) VALUES ('first', 'one'), ('second', 'two')`,
    look: {
      before: 'SELECT id, title, content FROM posts ORDER BY id',
      after: 'SELECT id, headline, body FROM posts ORDER BY id',
    },
    answer: ['--rename', 'posts.title=headline', '--rename', 'posts.content=body'],
  },
  {
    name: 'a property goes, an unrelated one comes: `title`, `locale`',
    before: post('@Column({ nullable: true }) title!: string;'),
    after: post('@Column({ nullable: true }) locale!: string;'),
    rows: TITLES,
    look: {
      before: 'SELECT id, NULL::varchar AS locale FROM posts ORDER BY id',
      after: 'SELECT id, locale FROM posts ORDER BY id',
    },
    words: { same: 'the new column is empty', other: '**titles become locales**' },
    answer: ['--drop', 'posts.title'],
  },
  {
    name: 'a table is renamed, `posts` to `articles`',
    before: post('@Column() title!: string;'),
    after: post('@Column() title!: string;').replace(`'posts'`, `'articles'`),
    rows: TITLES,
    look: { before: 'SELECT id, title FROM posts ORDER BY id', after: 'SELECT id, title FROM articles ORDER BY id' },
    answer: ['--rename', 'table:posts=articles'],
  },
  {
    name: 'a foreign key gets `ON DELETE CASCADE`',
    before: post(
      '@ManyToOne(() => User, { nullable: false }) owner!: User;',
      `@Entity('users') export class User { @PrimaryGeneratedColumn() id!: number; }`,
    ),
    after: post(
      `@ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' }) owner!: User;`,
      `@Entity('users') export class User { @PrimaryGeneratedColumn() id!: number; }`,
    ),
    rows: 'INSERT INTO users DEFAULT VALUES; INSERT INTO posts ("ownerId") VALUES (1)',
    look: { before: 'SELECT id, "ownerId" FROM posts', after: 'SELECT id, "ownerId" FROM posts' },
  },
  {
    name: 'a default that PostgreSQL prints in its own way',
    before: post('@Column() title!: string;'),
    after: post(`@Column() title!: string; @Column('date', { default: () => 'CURRENT_DATE + 7' }) due!: string;`),
    rows: TITLES,
    look: SAME_TITLES,
  },
  {
    name: 'the expression of a named check changes',
    before: post(`@Column('integer') stars!: number;`).replace('@Entity', `@Check('stars_known', 'stars > 0') @Entity`),
    after: post(`@Column('integer') stars!: number;`).replace('@Entity', `@Check('stars_known', 'stars >= 0') @Entity`),
    rows: 'INSERT INTO posts (stars) VALUES (1), (5)',
    look: { before: 'SELECT id, stars FROM posts ORDER BY id', after: 'SELECT id, stars FROM posts ORDER BY id' },
  },
  {
    name: 'the condition of a named partial index changes',
    before: post('@Index("posts_title", { where: "id > 10" }) @Column() title!: string;'),
    after: post('@Index("posts_title", { where: "id > 20" }) @Column() title!: string;'),
    rows: TITLES,
    look: SAME_TITLES,
  },
  {
    name: 'a label is added to an enum that two tables share',
    before: shared(['draft', 'live']),
    after: shared(['draft', 'live', 'gone']),
    rows: `INSERT INTO posts (state) VALUES ('live'); INSERT INTO pages (state) VALUES ('draft')`,
    look: {
      before: 'SELECT posts.state::text, pages.state::text AS other FROM posts, pages',
      after: 'SELECT posts.state::text, pages.state::text AS other FROM posts, pages',
    },
  },
];

function shared(labels: readonly string[]): string {
  const column = `@Column({ type: 'enum', enum: ${JSON.stringify(labels)}, enumName: 'state' }) state!: string;`;
  return ['posts', 'pages']
    .map((table) => `@Entity('${table}') export class ${table} { @PrimaryGeneratedColumn() id!: number; ${column} }`)
    .join('\n');
}
