INSERT INTO post (doc) VALUES ('{"a": 1}'), (NULL);
