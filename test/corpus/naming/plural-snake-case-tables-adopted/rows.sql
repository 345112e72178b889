INSERT INTO user_account (name) VALUES ('a'); INSERT INTO blog_post (title, author) VALUES ('t', 1);
