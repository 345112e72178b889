import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'city', 'countryCode', { type: 'varchar(3)' }],
    ['alterColumn', 'country', 'code', { type: 'varchar(3)' }],
  ],
  back: [
    ['alterColumn', 'city', 'countryCode', { type: 'varchar(2)' }],
    ['alterColumn', 'country', 'code', { type: 'varchar(2)' }],
  ],
});
