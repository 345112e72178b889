import { expected } from '../../scenario';

export default expected({ upgrade: [['validateCheck', 'chk', { table: 'one' }]], back: false });
