INSERT INTO post (pinned) VALUES (true), (false);
