INSERT INTO item (a) VALUES ('x'), ('y');
