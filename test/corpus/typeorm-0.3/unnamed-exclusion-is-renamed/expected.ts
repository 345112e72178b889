import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameExclusion', 'XCL_*', 'XCL_*', { table: 'item' }]],
  back: false,
});
