// The tests of the project, on an engine that lacks one thing: see disable.ts.
const { projects, ...common } = require('../../jest.config.js');

const [{ displayName: _, ...project }] = projects;

/** @type {import('jest').Config} */
module.exports = {
  ...common,
  projects: undefined,
  ...project,
  setupFiles: [`${__dirname}/disable.ts`],
  testTimeout: 600_000,
};
