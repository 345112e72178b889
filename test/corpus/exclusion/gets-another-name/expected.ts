import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameExclusion', 'xcl_old', 'xcl_new', { table: 'item' }]],
  back: [['renameExclusion', 'xcl_new', 'xcl_old', { table: 'item' }]],
});
