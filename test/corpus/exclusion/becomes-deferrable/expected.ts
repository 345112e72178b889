import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropExclusion', 'xcl'],
    ['createExclusion', 'xcl', { deferrable: 'deferred' }],
  ],
  back: [
    ['dropExclusion', 'xcl'],
    ['createExclusion', 'xcl', { table: 'item' }],
  ],
});
