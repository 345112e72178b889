INSERT INTO post (tag) VALUES ('a'), ('b c'), (NULL);
