INSERT INTO item (a, b, c) VALUES ('1', '2', '3');
