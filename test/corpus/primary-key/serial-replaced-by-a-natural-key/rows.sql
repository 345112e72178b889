INSERT INTO country (code) VALUES ('ch'), ('de');
