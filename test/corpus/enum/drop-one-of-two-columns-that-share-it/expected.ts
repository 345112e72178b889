import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropColumn', 'task', 'other']],
  back: [['addColumn', 'task', 'other', { type: 'public.level', nullable: true }]],
});
