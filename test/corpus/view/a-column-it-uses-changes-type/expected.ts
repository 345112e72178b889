import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'line'],
    ['alterColumn', 'post', 'title', { type: 'varchar(200)' }],
    ['createView', 'line'],
  ],
  back: [
    ['dropView', 'line'],
    ['alterColumn', 'post', 'title', { type: 'varchar(50)' }],
    ['createView', 'line'],
  ],
});
