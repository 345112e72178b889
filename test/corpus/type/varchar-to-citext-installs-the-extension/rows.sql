INSERT INTO post (slug) VALUES ('a'), ('b'), (NULL);
