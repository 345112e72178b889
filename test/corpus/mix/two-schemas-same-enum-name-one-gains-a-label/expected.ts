import { expected } from '../../scenario';

export default expected({
  upgrade: [['addEnumValue', 'state', 'z', { schema: 'a' }]],
  back: false,
});
