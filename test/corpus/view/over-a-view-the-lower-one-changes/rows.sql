INSERT INTO post (score) VALUES (2), (3);
