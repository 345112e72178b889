INSERT INTO item (code, n, span) VALUES ('a', 1, '[1,2)'), ('b', 1, '[1,2)');
