INSERT INTO item (a) VALUES ('X');
