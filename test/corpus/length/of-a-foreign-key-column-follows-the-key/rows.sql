INSERT INTO country VALUES ('ch'); INSERT INTO city ("countryCode") VALUES ('ch');
