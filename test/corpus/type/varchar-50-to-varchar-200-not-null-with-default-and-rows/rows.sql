INSERT INTO post (title) VALUES ('first'), ('second');
