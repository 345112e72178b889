import { expected } from '../../scenario';

export default expected({ upgrade: [['alterSequence', 'one_id_seq', { increment: '1', cache: '1' }]], back: false });
