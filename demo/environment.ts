/** The environment of a machine on which nobody has named a server: the demo must never touch somebody's database. */

/** This process's environment without what names a server or speaks to autogen. */
export function embeddedOnly(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(?:PG.*|DATABASE_URL|NODE_ENV|AUTOGEN_.*)$/.test(name)) environment[name] = value;
  }
  return environment;
}
