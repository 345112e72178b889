INSERT INTO post (scores) VALUES ('{1,2}'), ('{}'), (NULL);
