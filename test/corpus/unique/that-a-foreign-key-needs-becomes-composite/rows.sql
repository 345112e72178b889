INSERT INTO owner (code) VALUES ('a'); INSERT INTO pet (owner) VALUES ('a');
