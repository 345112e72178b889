INSERT INTO post (state) VALUES ('draft'), ('live');
