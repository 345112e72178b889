INSERT INTO item (name) VALUES ('a'); INSERT INTO part ("itemId", "mainId") VALUES (1, 1);
