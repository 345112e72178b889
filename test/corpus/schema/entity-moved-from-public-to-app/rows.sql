INSERT INTO post (title, status) VALUES ('one', 'shown'), ('two', 'draft');
INSERT INTO vote (post_id) VALUES (1), (2);
