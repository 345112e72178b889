INSERT INTO post (title) VALUES ('t'); INSERT INTO comment (post) VALUES (1);
