INSERT INTO pet ("ownerId") VALUES (7);
