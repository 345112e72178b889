import { expected } from '../../scenario';

export default expected({ since: 14 });
