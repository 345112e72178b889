INSERT INTO item (a, b, n) VALUES ('x', 'y', 1), ('z', NULL, 2);
