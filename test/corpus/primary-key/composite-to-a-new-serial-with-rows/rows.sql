INSERT INTO vote VALUES (1, 1), (1, 2);
