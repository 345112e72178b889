INSERT INTO post (rank) VALUES (1), (2);
