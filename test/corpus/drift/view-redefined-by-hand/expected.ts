import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'line'],
    ['createView', 'line', { as: 'SELECT id FROM post WHERE score > 0' }],
  ],
  back: false,
});
