INSERT INTO sale (shop) VALUES ('a');
