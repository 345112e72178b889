INSERT INTO item (value) VALUES ('b');
