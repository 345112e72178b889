INSERT INTO posts (title) VALUES ('one'), ('two');
INSERT INTO drafts (title, "articleId") VALUES ('s1', 2), ('s2', NULL), ('s3', 1);
