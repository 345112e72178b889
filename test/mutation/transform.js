/** As the project's own tests are compiled, without the path that `AUTOGEN_MUTANT` names. */
const { createTransformer } = require('@swc/jest');
const { disabled } = require('./paths.js');

module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    const compiled =
      (method) =>
      (source, file, ...rest) =>
        swc[method](disabled(process.env.AUTOGEN_MUTANT, file, source), file, ...rest);
    return { process: compiled('process'), getCacheKey: compiled('getCacheKey') };
  },
};
