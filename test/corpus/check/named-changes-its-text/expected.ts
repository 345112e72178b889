import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk'],
    ['createCheck', 'chk', { expression: "a <> 'X1'" }],
  ],
  back: [
    ['dropCheck', 'chk'],
    ['createCheck', 'chk', { expression: "a <> 'x1'" }],
  ],
});
