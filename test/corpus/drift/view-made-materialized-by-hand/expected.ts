import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'line', { materialized: true }],
    ['createView', 'line', { as: 'SELECT id FROM post' }],
  ],
  back: false,
});
