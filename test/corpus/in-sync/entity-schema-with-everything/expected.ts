import { expected } from '../../scenario';

export default expected({ synchronizeFails: 'syntax error' });
