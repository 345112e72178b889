INSERT INTO person (age) VALUES (7);
