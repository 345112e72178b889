INSERT INTO item (tags) VALUES ('{a,b}');
