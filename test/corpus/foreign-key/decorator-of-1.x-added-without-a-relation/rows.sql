INSERT INTO pet ("ownerId") VALUES (NULL);
