import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'uuid-ossp'],
      ['addEnumValue', 'user_role_enum', 'editor', { after: 'user' }],
      ['createTable', 'tag'],
      ['createTable', 'post_tags'],
      ['addColumn', 'user', 'made', { type: 'timestamptz', nullable: false, default: 'now()' }],
      [
        'alterTable',
        'post',
        { columns: { title: { type: 'varchar(100)' }, views: { type: 'bigint', default: "'0'" } } },
      ],
      ['alterColumn', 'user', 'email', { type: 'varchar(200)' }],
      ['createCheck', 'CHK_views', { table: 'post', expression: 'views >= 0' }],
      ['dropForeignKey', 'FK_*', { table: 'post' }],
      [
        'createForeignKey',
        'FK_*',
        { table: 'post', columns: ['authorId'], references: { table: 'user', columns: ['id'] }, onDelete: 'CASCADE' },
      ],
      [
        'createView',
        'author',
        {
          as: 'SELECT author."email", count(*) AS posts FROM post JOIN "user" author ON author.id = post."authorId" GROUP BY 1',
        },
      ],
      ['createIndex', 'IDX_*', { table: 'post_tags', columns: ['postId'] }],
      ['createIndex', 'IDX_*', { table: 'post_tags', columns: ['tagId'] }],
      ['createIndex', 'IDX_*', { table: 'user', columns: ['email'], unique: true }],
      [
        'setTypeormMetadata',
        { view: 'author' },
        'SELECT author."email", count(*) AS posts FROM post JOIN "user" author ON author.id = post."authorId" GROUP BY 1',
      ],
    ],
    rows: { 'SELECT posts FROM author': ['1'] },
  },
  back: {
    operations: [
      ['renameEnum', 'user_role_enum', 'user_role_enum__old'],
      ['createEnum', 'user_role_enum', ['user', 'admin']],
      ['dropIndex', 'IDX_*', { table: 'user' }],
      ['setTypeormMetadata', { view: 'author' }, null],
      ['dropView', 'author'],
      [
        'alterTable',
        'user',
        {
          columns: {
            role: {
              type: 'public.user_role_enum',
              using: '"role"::text::"public"."user_role_enum"',
              default: "'user'",
            },
            email: { type: 'varchar(50)' },
          },
        },
      ],
      ['dropEnum', 'user_role_enum__old'],
      ['dropCheck', 'CHK_views', { table: 'post' }],
      ['alterTable', 'post', { columns: { title: { type: 'varchar' }, views: { type: 'integer', default: "'0'" } } }],
      ['dropForeignKey', 'FK_*', { table: 'post' }],
      [
        'createForeignKey',
        'FK_*',
        { table: 'post', columns: ['authorId'], references: { table: 'user', columns: ['id'] } },
      ],
      ['dropColumn', 'user', 'made'],
      ['dropTable', 'post_tags'],
      ['dropTable', 'tag'],
    ],
    asks: [
      ['--drop table:public.post_tags', '--keep table:public.post_tags'],
      ['--drop table:public.tag', '--keep table:public.tag'],
      [
        '--map-enum enum:public.user_role_enum.editor=user',
        '--map-enum enum:public.user_role_enum.editor=admin',
        '--drop enum:public.user_role_enum.editor',
      ],
    ],
    answers: ['--drop tag', '--drop post_tags', '--drop user_role_enum.editor'],
  },
});
