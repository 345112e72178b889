INSERT INTO item (a) VALUES (1), (2);
