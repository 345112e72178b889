INSERT INTO post (flags) VALUES (B'101'), (NULL);
