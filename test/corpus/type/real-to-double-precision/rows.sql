INSERT INTO post (score) VALUES (1.5), (NULL);
