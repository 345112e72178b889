INSERT INTO legacy (name) VALUES ('a');
