import { expected } from '../../scenario';

export default expected({
  upgrade: [['setTypeormMetadata', { table: 'item', column: 'b' }, 'UPPER( "a" )']],
  back: [['setTypeormMetadata', { table: 'item', column: 'b' }, 'upper(a)']],
});
