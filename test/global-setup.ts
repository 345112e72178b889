import { buildOnce } from './build';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server';

declare global {
  var autogenTestServer: EmbeddedServer | undefined;
}

/** The built command, and one server for all test files; a server given from outside (AUTOGEN_TEST_SERVER, a pg client configuration as JSON) is used as it is. */
export default async function globalSetup(): Promise<void> {
  await buildOnce();
  if (process.env.AUTOGEN_TEST_SERVER) return;
  const server = await startEmbeddedServer();
  globalThis.autogenTestServer = server;
  process.env.AUTOGEN_TEST_SERVER = JSON.stringify(server.config);
}
