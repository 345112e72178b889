import { expected } from '../../scenario';

export default expected({ upgrade: [['renameEnum', 'level', 'rank']], back: [['renameEnum', 'rank', 'level']] });
