INSERT INTO owner (name) VALUES ('a');
