INSERT INTO item (name) VALUES ('A');
