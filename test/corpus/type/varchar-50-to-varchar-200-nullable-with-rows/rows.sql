INSERT INTO post (title) VALUES ('first'), (NULL);
