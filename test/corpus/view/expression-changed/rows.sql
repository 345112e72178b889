INSERT INTO post (title, score) VALUES ('a', 2), ('b', 3);
