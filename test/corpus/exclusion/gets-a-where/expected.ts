import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropExclusion', 'xcl'],
    ['createExclusion', 'xcl'],
  ],
  back: [
    ['dropExclusion', 'xcl'],
    ['createExclusion', 'xcl'],
  ],
});
