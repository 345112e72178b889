INSERT INTO item (a, b) VALUES ('x', 'y');
