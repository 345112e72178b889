INSERT INTO post (body) VALUES ('a'), (NULL);
