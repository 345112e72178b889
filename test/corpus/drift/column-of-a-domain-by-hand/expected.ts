import { expected } from '../../scenario';

export default expected({
  upgrade: [],
  back: false,
  differs: ['domain', 'check email_check', 'column'],
});
