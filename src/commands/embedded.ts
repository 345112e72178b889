/** `autogen embedded`: the project's embedded PostgreSQL, for psql and pgAdmin. */

import { dirname } from 'node:path';
import { startEmbedded as start, stopEmbedded as stop, embeddedUrl as urlOf } from '../config/embedded';
import { findConfig } from '../config/find';
import type { ProjectOptions } from '../project';

function rootOf(options: ProjectOptions): string {
  return dirname(findConfig({ cwd: options.cwd ?? process.cwd(), dataSource: options.dataSource }));
}

/** Starts the embedded server until {@link stopEmbedded}; other commands use it meanwhile. */
export async function startEmbedded(options: ProjectOptions = {}): Promise<{ readonly url: string }> {
  const { url } = await start({ root: rootOf(options) });
  return { url };
}

/** Stops it; `false` where it did not run. */
export async function stopEmbedded(options: ProjectOptions = {}): Promise<{ readonly stopped: boolean }> {
  return { stopped: await stop({ root: rootOf(options) }) };
}

/** Its URL, with its password: valid while it runs. */
export async function embeddedUrl(
  options: ProjectOptions = {},
): Promise<{ readonly url: string; readonly isRunning: boolean }> {
  return urlOf({ root: rootOf(options) });
}
