INSERT INTO one (id, a) VALUES (1, 'x');
