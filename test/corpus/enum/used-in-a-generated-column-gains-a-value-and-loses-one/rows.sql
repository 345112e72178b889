INSERT INTO one (id, x) VALUES (1, 'a');
