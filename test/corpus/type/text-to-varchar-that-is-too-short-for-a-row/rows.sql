INSERT INTO post (code) VALUES ('abcdef');
