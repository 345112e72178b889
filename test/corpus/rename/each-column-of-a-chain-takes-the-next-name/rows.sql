INSERT INTO post (a, b, c) VALUES ('1', '2', 'u'), ('3', '4', 'v');
