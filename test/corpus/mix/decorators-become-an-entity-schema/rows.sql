INSERT INTO item (a) VALUES ('1');
