INSERT INTO item (doc) VALUES ('{}');
