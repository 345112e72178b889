/** The major version of the server of the tests: what another one lacks is not asked of it. */
export const POSTGRES_MAJOR = Number(process.env.AUTOGEN_TEST_POSTGRES ?? 18);
