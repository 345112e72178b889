INSERT INTO post (rank) VALUES ('1'), ('22'), (NULL);
