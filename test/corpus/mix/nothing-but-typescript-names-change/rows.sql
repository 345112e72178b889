INSERT INTO author DEFAULT VALUES; INSERT INTO post (title, author_id) VALUES ('t', 1);
