INSERT INTO people.owner DEFAULT VALUES; INSERT INTO animals.pet ("ownerId") VALUES (1);
