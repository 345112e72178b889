INSERT INTO post (rank) VALUES ('many');
