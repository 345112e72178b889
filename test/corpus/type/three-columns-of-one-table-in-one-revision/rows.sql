INSERT INTO post (views, title, score) VALUES (1, 'a', 0.5);
