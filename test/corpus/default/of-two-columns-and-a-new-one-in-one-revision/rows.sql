INSERT INTO item (a, b) VALUES ('x', 3);
