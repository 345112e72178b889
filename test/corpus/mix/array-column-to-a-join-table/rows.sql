INSERT INTO post (tags) VALUES ('{a}');
