import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'one', 'email', { type: 'text' }]],
  back: false,
  differs: ['domain', 'check email_check'],
});
