INSERT INTO pair (a, b) VALUES (1, '2');
