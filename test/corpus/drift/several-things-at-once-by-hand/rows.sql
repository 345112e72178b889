INSERT INTO item (a, n) VALUES ('x', 1);
