import { expected } from '../../scenario';

export default expected({ upgrade: [['createPrimaryKey', 'PK_*', { table: 'one', columns: ['id'] }]], back: false });
