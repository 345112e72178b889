INSERT INTO country (code) VALUES ('ch'); INSERT INTO city (country) VALUES ('ch');
