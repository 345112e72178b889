INSERT INTO item (code) VALUES ('abc');
