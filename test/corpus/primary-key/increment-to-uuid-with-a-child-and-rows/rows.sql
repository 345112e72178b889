INSERT INTO owner (name) VALUES ('a'); INSERT INTO pet ("ownerId") VALUES (1);
