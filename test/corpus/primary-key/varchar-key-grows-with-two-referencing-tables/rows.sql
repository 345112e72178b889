INSERT INTO country VALUES ('ch'); INSERT INTO city ("countryCode") VALUES ('ch'); INSERT INTO team DEFAULT VALUES; INSERT INTO team_countries_country VALUES (1, 'ch');
