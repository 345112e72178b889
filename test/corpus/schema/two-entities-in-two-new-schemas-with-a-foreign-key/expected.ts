import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createSchema', 'animals'],
    ['createSchema', 'people'],
    ['createExtension', 'uuid-ossp'],
    ['createTable', 'owner'],
    ['createTable', 'pet'],
  ],
  back: false,
});
