INSERT INTO item (a, n) VALUES ('abc', 1);
