// The tests of the project, on an engine that lacks one thing: see disable.ts and paths.js.
const { projects, ...common } = require('../../jest.config.js');

const [{ displayName: _, ...project }] = projects;
const [[sources, [, options]]] = Object.entries(project.transform);

/** @type {import('jest').Config} */
module.exports = {
  ...common,
  projects: undefined,
  ...project,
  transform: { [sources]: [`${__dirname}/transform.js`, options] },
  testEnvironment: `${__dirname}/environment.js`,
  setupFiles: [`${__dirname}/disable.ts`],
  testTimeout: 600_000,
};
