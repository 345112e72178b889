import { verify as work } from '../../src/index';
import { defineCommand } from '../command';
import { proofText, verifyText } from '../print/proof';

export const verify = defineCommand({
  name: 'verify',
  summary: 'run each revision up, down and up again on a throw-away server; exit 0: they keep their promises, 2: not',
  example: 'autogen verify',
  parameters: {},
  async run(_values, { project, progress }) {
    const result = await work({ ...project, onProof: (proof) => progress(proofText(proof)) });
    return { value: result, text: verifyText(result), exitCode: result.proved ? 0 : 2 };
  },
});
