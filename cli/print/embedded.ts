/** The embedded server, without its password unless its URL was asked for. */

/** Where it is. */
export interface EmbeddedPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** A URL's parts, the password left out. */
export function placeOf(url: string): EmbeddedPlace {
  const { hostname, port, username, pathname } = new URL(url);
  return { host: hostname, port: Number(port), user: username, database: pathname.slice(1) };
}

/** `autogen embedded start`. */
export function startedText({ host, port, database }: EmbeddedPlace): string {
  return [
    `The embedded PostgreSQL runs on ${host}:${port}, database ${database}, until: autogen embedded stop`,
    'Look into it with: psql "$(autogen embedded url)"',
  ].join('\n');
}

/** `autogen embedded stop`. */
export function stoppedText(wasRunning: boolean): string {
  return wasRunning ? 'The embedded PostgreSQL has stopped.' : 'The embedded PostgreSQL was not running.';
}
