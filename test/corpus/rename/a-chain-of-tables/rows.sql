INSERT INTO drafts (title) VALUES ('one'), ('two');
INSERT INTO posts (title, "articleId") VALUES ('s1', 2), ('s2', NULL), ('s3', 1);
