INSERT INTO item (code) VALUES ('a');
