import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'city', 'countryCode', { type: 'varchar(3)' }],
    ['alterColumn', 'country', 'code', { type: 'varchar(3)' }],
    ['alterColumn', 'team_countries_country', 'countryCode', { type: 'varchar(3)' }],
  ],
});
