INSERT INTO post (code) VALUES (7), (42);
