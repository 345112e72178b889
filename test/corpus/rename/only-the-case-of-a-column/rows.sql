INSERT INTO person ("userName") VALUES ('ann');
