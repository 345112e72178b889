INSERT INTO item (a, more) VALUES ('x', 'y');
