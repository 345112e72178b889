INSERT INTO item (value) VALUES ('3');
