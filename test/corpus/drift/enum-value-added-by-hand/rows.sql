INSERT INTO item (state) VALUES ('a');
