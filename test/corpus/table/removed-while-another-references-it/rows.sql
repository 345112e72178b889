INSERT INTO owner DEFAULT VALUES; INSERT INTO pet (name, "ownerId") VALUES ('a', 1);
