INSERT INTO post (subtitle) VALUES ('x');
