import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { AutogenSettings } from 'typeorm-autogen';

export default new DataSource({
  type: 'postgres',
  entities: [`${__dirname}/entities/*.ts`],
  migrations: [`${__dirname}/migrations/*.ts`],
});

export const autogen: AutogenSettings = {
  // The sample runs on the embedded PostgreSQL wherever no other server is named, in CI too.
  embedded: true,
};
