INSERT INTO app.post (title, status) VALUES ('one', 'shown'), ('two', 'draft');
INSERT INTO app.vote (post_id) VALUES (1), (2);
