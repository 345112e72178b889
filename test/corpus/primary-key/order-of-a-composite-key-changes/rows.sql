INSERT INTO item (a, b) VALUES (1, 2);
