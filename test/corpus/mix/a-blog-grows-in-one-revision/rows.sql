INSERT INTO "user" (email, role) VALUES ('a@b.c', 'admin'); INSERT INTO post (title, views, "authorId") VALUES ('t', 5, 1);
